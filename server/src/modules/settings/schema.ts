import { z } from 'zod'

const seconds = z.int().positive().max(86_400)

const institution = z.object({
  name: z.string().default('远程视频柜面'),
  supportPhone: z.string().default('400-000-0000'),
  /** `#rrggbb`; null: the product's own. */
  colour: z.string().nullable().default(null),
  /** SHA-256 of the picture in the storage; null: none. */
  logo: z.string().nullable().default(null),
})

/** What administrators may set; every key has a default, so that an empty table works. */
export const settingsSchema = z.object({
  institution: institution.prefault({}),
  /** The recording notice; a new text needs a higher version. */
  notice: z.object({ version: z.int(), zh: z.string(), en: z.string() }).default({
    version: 1,
    zh: '为保障您的权益并按监管要求留存凭证，本次视频将全程录音录像，仅用于本次业务办理及依法查验。',
    en: 'To protect your rights and as the regulator requires, this call is recorded in sound and picture, for this matter and lawful review only.',
  }),
  linkHours: z.int().positive().max(720).default(72),
  sms: z
    .object({
      /** Between two messages of one order. */
      coolDownSeconds: seconds,
      /** Links to one phone in one day of TZ_NAME. */
      dailyCap: z.int().positive(),
    })
    .default({ coolDownSeconds: 60, dailyCap: 10 }),
  codeMinutes: z.int().positive().max(60).default(5),
  /** How long one agent is rung. */
  ringSeconds: seconds.default(20),
  /** An agent who declined or missed a call is not rung for it again this long. */
  declineRestSeconds: seconds.default(30),
  routing: z
    .object({
      /** Missed rings in a row that put an agent into 暂放; 0: never. */
      missedRingsToPause: z.int().nonnegative(),
      /** A call that waited longer ends `timed-out`. */
      longestWaitSeconds: seconds,
      /** Fewer recent waits than this give no estimate. */
      estimateMinimum: z.int().positive(),
    })
    .default({ missedRingsToPause: 3, longestWaitSeconds: 3600, estimateMinimum: 10 }),
  /** Codes of entering by phone. */
  entry: z
    .object({
      codesPerPhonePerHour: z.int().positive(),
      codesPerAddressPerHour: z.int().positive(),
      codesPerHour: z.int().positive(),
    })
    .default({ codesPerPhonePerHour: 5, codesPerAddressPerHour: 20, codesPerHour: 500 }),
  /** Only a version: the days are rows of `calendar_days`. */
  calendar: z.object({}).default({}),
  /** A page without a ping for this long is gone. */
  leaseSeconds: seconds.default(10),
  /** How long a customer's or an agent's page may be gone before the place or the call is lost. */
  graceSeconds: seconds.default(60),
  /** How long a call goes on in which both pages are there and neither has media. */
  mediaLostSeconds: seconds.default(120),
  /** Photos and screenshots of one call: a page gone wild must not fill the disk. */
  photosPerCall: z.int().positive().max(10_000).default(200),
})

export type Settings = z.output<typeof settingsSchema>

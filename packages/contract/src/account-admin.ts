/** Accounts as administrators see and change them (manual 3.17), and the own profile (3.15). */
import { z } from 'zod'
import { agentState } from './accounts.ts'
import { flag, id, line, listQuery, mobile, time, version } from './common.ts'
import { grants, roles } from './permissions.ts'

export const username = z
  .string()
  .trim()
  .regex(/^[a-z0-9._-]{2,32}$/i)
export const newPassword = z.string().min(10).max(200)
const role = z.enum(roles)
const grantList = z.array(z.enum(grants)).max(grants.length)
const groupIds = z.array(id).max(200)

/** A row of the list: the phone masked. */
export const accountRow = z.object({
  id,
  version,
  username: z.string(),
  name: z.string(),
  role,
  /** 初始管理员 */
  initial: z.boolean(),
  grants: grantList,
  phone: z.string().nullable(),
  groups: z.array(z.object({ id, name: z.string() })),
  disabled: z.boolean(),
  /** Signed in now. */
  online: z.boolean(),
  /** Null for administrators. */
  agentState: agentState.nullable(),
  /** The call it is in now. */
  callId: id.nullable(),
  /** Put out by an administrator who lets this call finish: signed out once it is over. */
  leaving: z.boolean(),
  createdAt: time,
})
export type AccountRow = z.infer<typeof accountRow>

export const accountQuery = z.strictObject({
  ...listQuery,
  /** Username or name, whole or its beginning. */
  search: line(60).optional(),
  role: role.optional(),
  groupId: id.optional(),
  online: flag.optional(),
  disabled: flag.optional(),
  cursor: z.string().max(200).optional(),
})
export const accountPage = z.object({
  items: z.array(accountRow),
  nextCursor: z.string().nullable(),
})

/** 查看: the phone whole (audited). */
export const account = accountRow.extend({
  /** The next sign-in asks for a new password. */
  mustChangePassword: z.boolean(),
  lockedUntil: time.nullable(),
  lastSignInAt: time.nullable(),
})
export type Account = z.infer<typeof account>

export const createAccount = z.strictObject({
  username,
  name: line(60),
  phone: mobile.optional(),
  role,
  grants: grantList,
  groupIds,
  /** The first one; the first sign-in must change it. */
  password: newPassword,
})
export type CreateAccount = z.input<typeof createAccount>

export const saveAccount = z.strictObject({
  version,
  name: line(60),
  phone: mobile.optional(),
  role,
  grants: grantList,
  groupIds,
})
export type SaveAccount = z.input<typeof saveAccount>

export const resetPassword = z.strictObject({ password: newPassword })

/** What becomes of the call that the account is in; left out, one in a call is refused with `account_in_call`. */
export const callChoice = z.enum(['end', 'finish'])
export const endAccountSessions = z.strictObject({ call: callChoice.optional() })
export const deleteAccountQuery = z.strictObject({ call: callChoice.optional() })

/** A CSV of accounts: `账号,姓名,角色,手机号,客服组,初始密码`, UTF-8 (with or without BOM) or GBK. */
export const importLimit = 1024 * 1024
/** A password takes a core some 20 ms to hash. */
export const importRows = 5_000
export const importReport = z.object({
  /** Only says what would happen. */
  dryRun: z.boolean(),
  created: z.int(),
  refused: z.int(),
  rows: z.array(
    z.object({
      /** In the file, the heading being 1. */
      line: z.int(),
      username: z.string(),
      result: z.enum(['created', 'refused']),
      problem: z
        .enum([
          'bad-username',
          'username-taken',
          'username-twice',
          'bad-name',
          'bad-role',
          'bad-phone',
          'unknown-group',
          'bad-password',
          'wrong-columns',
        ])
        .nullable(),
      /** Made by the system where the file has none; shown this once. */
      password: z.string().nullable(),
    }),
  ),
})
export type ImportReport = z.infer<typeof importReport>
/** An import in the background. */
export const importJob = z.object({
  id,
  /** Failed: whoever began it may no longer manage accounts. */
  state: z.enum(['running', 'done', 'failed']),
  /** Done so far, of how many. */
  rows: z.int(),
  total: z.int(),
  /** Once it has ended, for an hour, to whoever began it. */
  report: importReport.nullable(),
})
export type ImportJob = z.infer<typeof importJob>

/** 个人设置 (manual 3.15). */
export const profile = z.object({
  version,
  username: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  role,
})
export type Profile = z.infer<typeof profile>
export const saveProfile = z.strictObject({ version, name: line(60), phone: mobile.optional() })
export const changePassword = z.strictObject({
  current: z.string().min(1).max(200),
  password: newPassword,
})

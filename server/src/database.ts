/** The tables as kysely sees them; the truth is in server/migrations. */
import type { ColumnType, Generated, Kysely, Transaction } from 'kysely'
import type {
  AgentState,
  CallEndReason,
  CallStatus,
  DispositionOutcome,
  DispositionReason,
  OfferRule,
  WorkOrderStatus,
} from '@veridesk/contract/states'
import type { Grant, Role } from '@veridesk/contract/permissions'
import type { Json, Time } from './column-types.ts'
import type { MessageTables } from './message-tables.ts'
import type { AuditAction, LeavingReason, SessionEndReason } from './row-values.ts'
import type {
  Assignment,
  ExportJob,
  GroupHours,
  LegState,
  Photo,
  Recording,
  TrackKind,
} from '@veridesk/contract'

export interface Database extends MessageTables {
  settings: {
    key: string
    value: Json<unknown>
    version: Generated<number>
    updatedAt: Generated<Date>
  }
  accounts: {
    id: string
    username: string
    name: string
    phone: string | null
    passwordHash: string
    role: Role
    grants: Generated<Grant[]>
    initial: Generated<boolean>
    disabled: Generated<boolean>
    mustChangePassword: Generated<boolean>
    version: Generated<number>
    createdAt: Generated<Date>
    deletedAt: Time | null
  }
  signInFailures: {
    nameHash: Buffer
    failures: number
    lastAt: Generated<Date>
  }
  sessions: {
    id: string
    tokenHash: Buffer
    accountId: string
    createdAt: Generated<Date>
    lastSeenAt: Generated<Date>
    expiresAt: Time
    endedAt: Time | null
    endReason: SessionEndReason | null
    address: string | null
    userAgent: string | null
  }
  agents: {
    accountId: string
    state: Generated<AgentState>
    since: Generated<Date>
    leaseUntil: Time | null
    beforeOffline: 'idle' | 'wrap-up' | 'paused' | null
    lastAnsweredAt: Time | null
    leaving: LeavingReason | null
    pauseReasonId: string | null
    missedRings: Generated<number>
    pausedForMissedRings: Generated<boolean>
    wrapUpUntil: Time | null
    version: Generated<number>
  }
  agentStates: {
    id: string
    accountId: string
    state: AgentState
    beganAt: Time
    endedAt: Time | null
    pauseReasonId: string | null
    forMissedRings: Generated<boolean>
    beganXid: Generated<string>
    endedXid: string | null
  }
  pauseReasons: {
    id: string
    name: string
    position: number
    version: Generated<number>
    deletedAt: Time | null
  }
  groups: {
    id: string
    name: string
    version: Generated<number>
    createdAt: Generated<Date>
    deletedAt: Time | null
    ringSeconds: number | null
    wrapUpSeconds: number | null
    queueLimit: number | null
    overflowGroupId: string | null
    overflowAfterSeconds: number | null
    hours: ColumnType<GroupHours, string | null, string | null>
  }
  accountImports: {
    id: string
    version: Generated<number>
    accountId: string
    sessionId: string
    address: string | null
    fileSealed: Buffer | null
    reportSealed: Buffer
    state: Generated<'running' | 'done' | 'failed'>
    rows: Generated<number>
    total: number
    createdAt: Generated<Date>
  }
  groupVersions: {
    groupId: string
    itemIds: string[]
    memberIds: string[]
    ringSeconds: number | null
    overflowGroupId: string | null
    overflowAfterSeconds: number | null
    beganAt: Generated<Date>
    endedAt: Time | null
    beganXid: Generated<string>
    endedXid: string | null
  }
  calendarDays: { day: string; name: string; likeWeekday: number | null }
  groupMembers: { groupId: string; accountId: string }
  groupSkills: { groupId: string; itemId: string }
  businessTypes: {
    id: string
    name: string
    claim: Generated<boolean>
    assignment: Generated<Assignment>
    familiarWaitSeconds: Generated<number>
    position: number
    version: Generated<number>
    deletedAt: Time | null
  }
  businessItems: {
    id: string
    typeId: string
    name: string
    position: number
    deletedAt: Time | null
  }
  photoCategories: {
    id: string
    typeId: string
    name: string
    required: boolean
    position: number
    deletedAt: Time | null
  }
  workOrders: {
    id: string
    version: Generated<number>
    taskNumber: Generated<string>
    itemId: string
    insuredName: string | null
    contactPhone: string
    idNumberSealed: Buffer | null
    idNumberDoubtful: Generated<boolean>
    /** Blind indexes; null until they are filled in (modules/work-orders/fill-in-indexes.ts). */
    contactPhoneIndex: Buffer | null
    idNumberIndex: Buffer | null
    caseNumber: string
    policyNumber: string | null
    status: Generated<WorkOrderStatus>
    creatorId: string
    handlerId: string | null
    priority: Generated<boolean>
    createdAt: Generated<Date>
    updatedAt: Generated<Date>
  }
  workOrderPastHandlers: { accountId: string; workOrderId: string }
  remarks: {
    id: string
    workOrderId: string
    authorId: string
    text: string
    createdAt: Generated<Date>
  }
  links: {
    id: string
    tokenHash: Buffer
    workOrderId: string
    createdAt: Generated<Date>
    expiresAt: Time
  }
  seats: {
    id: string
    tokenHash: Buffer
    workOrderId: string | null
    createdAt: Generated<Date>
    endedAt: Time | null
    leaseUntil: Time | null
    consentedAt: Time | null
    consentNoticeVersion: number | null
    phone: string | null
    itemId: string | null
    address: string | null
    userAgent: string | null
    version: Generated<number>
  }
  consents: {
    id: string
    seatId: string
    workOrderId: string | null
    noticeVersion: number
    noticeText: string
    givenAt: Generated<Date>
  }
  phoneProofs: {
    id: string
    tokenHash: Buffer
    phone: string
    createdAt: Generated<Date>
    expiresAt: Time
    address: string | null
    userAgent: string | null
  }
  calls: {
    id: string
    version: Generated<number>
    workOrderId: string | null
    itemId: string
    seatId: string
    status: Generated<CallStatus>
    agentId: string | null
    priority: Generated<boolean>
    familiarIds: Generated<string[]>
    generalAt: Generated<Date>
    assignment: Generated<Assignment>
    groupId: string | null
    continuesId: string | null
    ringExpiresAt: Time | null
    mediaHost: string | null
    queuedAt: Generated<Date>
    answeredAt: Time | null
    endedAt: Time | null
    endReason: CallEndReason | null
    recordingsCollectedAt: Time | null
    disposition: DispositionOutcome | null
    dispositionReason: DispositionReason | null
    dispositionNote: string | null
    dispositionBy: string | null
    dispositionAt: Time | null
  }
  callHosts: {
    callId: string
    host: string
    since: Generated<Date>
    collectedAt: Time | null
  }
  offers: {
    id: string
    callId: string
    agentId: string
    rule: OfferRule
    groupId: string | null
    /** pg_current_snapshot() of the decision. */
    snapshot: string | null
    beganXid: Generated<string>
    endedXid: string | null
    explanation: Json<unknown>
    offeredAt: Generated<Date>
    endedAt: Time | null
    outcome: 'answered' | 'declined' | 'missed' | 'agent-lost' | 'withdrawn' | null
  }
  participants: {
    id: string
    callId: string
    role: 'customer' | 'agent'
    seatId: string | null
    accountId: string | null
    name: string
    legId: string | null
    legState: LegState | null
    missingSince: Time | null
    sendsAudio: Generated<boolean>
    sendsVideo: Generated<boolean>
    joinedAt: Generated<Date>
    connectedAt: Time | null
    leftAt: Time | null
  }
  photos: {
    id: string
    callId: string
    workOrderId: string | null
    participantId: string
    source: Photo['source']
    method: Photo['method']
    takenAt: Generated<Date>
    width: number
    height: number
    bytes: number
    mediaType: Photo['mediaType']
    sha256: string
    watermarkedSha256: string
  }
  recordings: {
    id: string
    callId: string
    participantId: string
    legId: string
    kind: TrackKind
    codec: string | null
    mediaHost: string
    file: string
    bytes: number
    packets: number
    keyframes: number
    startedAt: Time
    endedAt: Time | null
    durationMs: number
    state: Recording['state']
    error: string | null
  }
  auditLog: {
    id: string
    at: Generated<Date>
    actorKind: 'account' | 'seat' | 'system'
    actorId: string | null
    action: AuditAction
    workOrderId: string | null
    callId: string | null
    targetId: string | null
    details: Json<Record<string, unknown>>
    address: string | null
  }
  auditPending: { entryId: string }
  auditChain: { number: number; entryId: string; hash: Buffer }
  exports: {
    id: string
    version: Generated<number>
    accountId: string
    sessionId: string
    address: string | null
    kind: ExportJob['kind']
    filterSealed: Buffer
    language: 'zh' | 'en'
    fileName: string
    state: Generated<ExportJob['state']>
    rows: Generated<number>
    total: number | null
    truncated: Generated<boolean>
    attempts: Generated<number>
    runId: string | null
    leaseUntil: Time | null
    createdAt: Generated<Date>
    expiresAt: Time | null
  }
}

export type Db = Kysely<Database>
export type Tx = Transaction<Database>
/** What a repository takes: it works the same inside and outside a transaction. */
export type DbOrTx = Db | Tx

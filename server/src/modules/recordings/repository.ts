import type { Insertable } from 'kysely'
import type { Database, DbOrTx, Tx } from '../../database.ts'

/** A file that was collected before is described anew. */
export async function upsertRecording(
  tx: Tx,
  recording: Insertable<Database['recordings']>,
): Promise<void> {
  const { id: _id, callId: _callId, file: _file, ...described } = recording
  await tx
    .insertInto('recordings')
    .values(recording)
    .onConflict((conflict) => conflict.columns(['callId', 'file']).doUpdateSet(described))
    .execute()
}

/** By participant, then by time. */
export async function selectRecordings(db: DbOrTx, callId: string) {
  return db
    .selectFrom('recordings')
    .innerJoin('participants', 'participants.id', 'recordings.participantId')
    .selectAll('recordings')
    .select(['participants.role as participantRole', 'participants.name as participantName'])
    .where('recordings.callId', '=', callId)
    .orderBy('participants.joinedAt')
    .orderBy('recordings.startedAt')
    .orderBy('recordings.kind')
    .execute()
}
export type RecordingRow = Awaited<ReturnType<typeof selectRecordings>>[number]

/** Whose media reached the host, in the order they joined. */
export async function selectConnected(db: DbOrTx, callId: string) {
  return db
    .selectFrom('participants')
    .select(['id as participantId', 'role', 'name'])
    .where('callId', '=', callId)
    .where('connectedAt', 'is not', null)
    .orderBy('joinedAt')
    .execute()
}

/** Participants of this call among the given ones: a stray file of another must not break the collecting. */
export async function selectParticipantIds(tx: Tx, callId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('participants')
    .select('id')
    .where('callId', '=', callId)
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** What access to a call's recordings depends on. */
export async function findRecordedCall(db: DbOrTx, callId: string) {
  return db
    .selectFrom('calls')
    .leftJoin('workOrders', 'workOrders.id', 'calls.workOrderId')
    .select([
      'calls.id',
      'calls.status',
      'calls.agentId',
      'calls.answeredAt',
      'calls.workOrderId',
      'calls.recordingsCollectedAt',
      'workOrders.taskNumber',
    ])
    .where('calls.id', '=', callId)
    .executeTakeFirst()
}

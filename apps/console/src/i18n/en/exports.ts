import type { Messages } from '../messages.ts'

/** Exports and their progress, in English. */
export const exportWords: Pick<Messages, 'exports'> = {
  exports: {
    start: 'Export',
    list: 'Exports',
    lead: 'What the search and the filters show now becomes an XLSX file in the background; closing this panel does not stop it.',
    empty: 'There are no exports yet.',
    kinds: { 'work-orders': 'Work orders', calls: 'Call history', audit: 'Audit log' },
    states: {
      queued: 'Waiting',
      running: 'Running',
      done: 'Done',
      failed: 'Failed',
      cancelled: 'Cancelled',
    },
    rows: '{{rows}} rows',
    rowsOf: '{{rows}} of {{total}} rows',
    progress: 'Progress of {{file}}',
    truncated: 'More rows than one file may have; its end says so. Export smaller ranges.',
    failedNext: 'The export did not finish. Try again; if it fails again, tell an administrator.',
    expires: 'The file is kept until {{at}}',
    expired: 'The file has expired and is deleted',
    createdAt: 'Begun {{at}}',
    download: 'Download',
    downloadOf: 'Download {{file}}',
    cancel: 'Cancel export',
    cancelOf: 'Cancel export {{file}}',
    delete: 'Delete file',
    deleteOf: 'Delete file {{file}}',
  },
}

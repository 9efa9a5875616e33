/** The audit log, and exports. */
import type { EndpointTable } from '../endpoint.ts'
import { auditChain, auditPage, auditQuery } from '../audit.ts'
import { idParams, items } from '../common.ts'
import { createExport, exportJob } from '../exports.ts'

export const auditEndpoints = {
  'GET /api/audit': {
    permission: 'audit.read',
    summary: 'The audit log, newest first',
    query: auditQuery,
    output: auditPage,
  },
  'GET /api/audit/chain': {
    permission: 'audit.read',
    summary: 'How far the chain is',
    output: auditChain,
  },
  'GET /api/exports': {
    permission: 'export.own',
    summary: 'The own exports that are not yet deleted, newest first',
    output: items(exportJob),
  },
  'POST /api/exports': {
    permission: 'export.own',
    summary: 'Begin an export; each kind asks for its own permission too',
    body: createExport,
    output: exportJob,
    status: 202,
    ratePerMinute: 10,
    errors: ['too_many_exports'],
  },
  'GET /api/exports/:id': {
    permission: 'export.own',
    summary: 'How far an own export is',
    params: idParams,
    output: exportJob,
  },
  'GET /api/exports/:id/file': {
    permission: 'export.own',
    summary: 'The file of an own export',
    params: idParams,
    output: 'binary',
    errors: ['export_not_ready'],
  },
  'DELETE /api/exports/:id': {
    permission: 'export.own',
    summary: 'Cancel an own export, or delete its file',
    params: idParams,
    output: null,
  },
} as const satisfies EndpointTable

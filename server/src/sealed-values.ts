/** What rests sealed, and where: the context takes its sealers from here, and a rotation its columns. */
import type { AppContext } from './context.ts'
import type { SealedColumn } from './platform/crypto/reseal.ts'
import { createSealer, type SealingKeys } from './platform/crypto/sealer.ts'

export const sealersOf = (
  keys: SealingKeys,
): Pick<
  AppContext,
  'idNumbers' | 'messageTexts' | 'exportFilters' | 'accountImports' | 'wechatTokens'
> => ({
  idNumbers: createSealer(keys, 'id-number'),
  messageTexts: createSealer(keys, 'message-text'),
  exportFilters: createSealer(keys, 'export-filter'),
  accountImports: createSealer(keys, 'account-import'),
  wechatTokens: createSealer(keys, 'wechat-token'),
})

/** Every column whose name ends in `_sealed`; a test holds this against the database. */
export function sealedColumns(keys: SealingKeys): readonly SealedColumn[] {
  const { idNumbers, messageTexts, exportFilters, accountImports, wechatTokens } = sealersOf(keys)
  return [
    { table: 'work_orders', column: 'id_number_sealed', sealer: idNumbers },
    { table: 'sms_messages', column: 'text_sealed', sealer: messageTexts },
    { table: 'sms_messages', column: 'parameters_sealed', sealer: messageTexts },
    { table: 'sms_messages', column: 'link_values_sealed', sealer: messageTexts },
    { table: 'wechat_tokens', column: 'token_sealed', sealer: wechatTokens },
    { table: 'exports', column: 'filter_sealed', sealer: exportFilters },
    { table: 'account_imports', column: 'file_sealed', sealer: accountImports },
    { table: 'account_imports', column: 'report_sealed', sealer: accountImports },
  ]
}

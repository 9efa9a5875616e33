import type { UseQueryResult } from '@tanstack/react-query'
import { Empty, Skeleton, Table, type TableProps } from 'antd'
import type { ReactNode, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { LoadError } from '../parts/load-error.tsx'
import styles from './list.module.css'

interface Rows<Row> {
  readonly items: readonly Row[]
  readonly nextCursor: string | null
}

interface Props<Row> extends Pick<TableProps<Row>, 'columns' | 'expandable' | 'onChange'> {
  readonly page: UseQueryResult<Rows<Row>>
  readonly label: string
  readonly list: RefObject<HTMLDivElement | null>
  readonly rowProps: (row: Row) => object
  /** Some condition is set: an empty list means that nothing matches. */
  readonly filtered: boolean
  /** What to say where there is nothing at all. */
  readonly empty: ReactNode
}

/** A page of rows in its four states: loading, failed, empty, there. The rows before stay while others come. */
export function ListTable<Row extends { readonly id: string }>(props: Props<Row>) {
  const { page, label, list, rowProps, filtered, empty, ...rest } = props
  const { t } = useTranslation()
  if (page.error && !page.data)
    return <LoadError error={page.error} onRetry={() => void page.refetch()} />
  if (!page.data)
    return <Skeleton active className={styles.skeleton ?? ''} paragraph={{ rows: 8 }} />
  return (
    <div ref={list}>
      <Table<Row>
        {...rest}
        className={`${styles.table} ${page.isPlaceholderData ? styles.stale : ''}`}
        aria-label={label}
        aria-busy={page.isPlaceholderData}
        rowKey="id"
        size="middle"
        tableLayout="fixed"
        pagination={false}
        showSorterTooltip={false}
        dataSource={page.data.items}
        onRow={rowProps}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={
                filtered ? (
                  <>
                    {t('lists.nothing')}
                    <br />
                    {t('lists.nothingNext')}
                  </>
                ) : (
                  empty
                )
              }
            />
          ),
        }}
      />
    </div>
  )
}

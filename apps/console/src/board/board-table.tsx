import { Table, type TableColumnsType } from 'antd'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './board.module.css'

interface Props<Row> {
  readonly title: ReactNode
  readonly list: { readonly total: number; readonly rows: readonly Row[] }
  readonly columns: TableColumnsType<Row>
  /** What stands there where there is nothing. */
  readonly empty: string
  readonly rowProps?: (row: Row) => object
}

/** One list of the board under its name and its number; says where not all of it is shown. */
export function BoardTable<Row extends { readonly id: string }>(props: Props<Row>) {
  const { title, list, columns, empty, rowProps } = props
  const { t } = useTranslation()
  const heading = useId()
  return (
    <section className={styles.card} aria-labelledby={heading}>
      <h2 className={styles.heading} id={heading}>
        {title} <span className={styles.count}>{list.total}</span>
      </h2>
      {list.total === 0 ? (
        <p className={styles.empty}>{empty}</p>
      ) : (
        <Table<Row>
          className={`${styles.table} ${rowProps ? styles.walked : ''}`}
          aria-labelledby={heading}
          rowKey="id"
          size="small"
          tableLayout="fixed"
          pagination={false}
          dataSource={list.rows}
          columns={columns}
          {...(rowProps ? { onRow: rowProps } : {})}
        />
      )}
      {list.total > list.rows.length && (
        <p className={styles.more}>
          {t('board.more', { shown: list.rows.length, total: list.total })}
        </p>
      )}
    </section>
  )
}

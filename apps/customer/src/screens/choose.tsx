import type { PhoneChoice } from '@veridesk/contract/customer'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { enterMatter } from '../api.ts'
import type { Matter } from '../api.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { PhoneLink } from '../parts/phone-link.tsx'
import { Problem } from '../parts/problem.tsx'
import { usePreferences } from '../preferences.tsx'
import { useStep } from '../use-step.ts'
import type { Session } from '../use-session.ts'
import { useAction } from '../use-action.ts'

interface ChooseProps {
  readonly session: Session
  readonly choice: PhoneChoice
}

/** What the proven phone came for (manual 4.2): one of its open orders, or another matter by its business type. */
export function Choose({ session, choice }: ChooseProps) {
  const { texts, language } = usePreferences()
  const action = useAction(session)
  const [step, goTo] = useStep()
  const { orders, businessTypes, institution } = choice
  const [onlyType] = businessTypes.length === 1 ? businessTypes : []
  const others = step !== null || orders.length === 0
  const type = others ? (onlyType ?? businessTypes.find(({ id }) => id === step)) : undefined
  const nothing = others && businessTypes.length === 0
  const { askPhone } = session
  useEffect(() => {
    if (action.code === 'phone_unproven') void askPhone('phone_unproven')
  }, [action.code, askPhone])

  const enter = async (matter: Matter): Promise<void> => {
    const entered = await action.run(() => enterMatter(matter), 'entered')
    // The back button leads here again.
    if (entered) history.pushState(null, '')
  }

  return (
    <Page
      institution={institution}
      actions={
        <>
          <Problem code={action.code ?? (nothing ? 'no_group' : undefined)} />
          {!others && businessTypes.length > 0 && (
            <Button onClick={() => goTo('others')}>{texts.chooseOther}</Button>
          )}
          {step !== null && <Button onClick={() => history.back()}>{texts.back}</Button>}
          <PhoneLink phone={institution.supportPhone} />
        </>
      }
    >
      <h1>{!others ? texts.chooseOrder : type ? type.name : texts.chooseType}</h1>
      <p class="muted">
        {texts.choosePhone(choice.phone)}{' '}
        <button type="button" class="inline" onClick={() => void askPhone()}>
          {texts.chooseOtherPhone}
        </button>
      </p>
      {!others ? (
        <ul class="choices">
          {orders.map((order) => (
            <Choice
              key={order.workOrderId}
              busy={action.busy}
              onClick={() => void enter({ workOrderId: order.workOrderId })}
            >
              <strong>
                {order.businessType} / {order.businessItem}
              </strong>
              <span class="muted tabular">
                {texts.chooseTask(order.taskNumber)}{' '}
                <span class="whole">
                  {new Date(order.createdAt).toLocaleDateString(
                    language === 'zh' ? 'zh-CN' : 'en-GB',
                  )}
                </span>
              </span>
            </Choice>
          ))}
        </ul>
      ) : type ? (
        <ul class="choices">
          {type.items.map((item) => (
            <Choice
              key={item.id}
              busy={action.busy}
              onClick={() => void enter({ itemId: item.id })}
            >
              <strong>{item.name}</strong>
            </Choice>
          ))}
        </ul>
      ) : (
        <ul class="choices">
          {businessTypes.map(({ id, name }) => (
            <Choice key={id} busy={action.busy} onClick={() => goTo(id)}>
              <strong>{name}</strong>
            </Choice>
          ))}
        </ul>
      )}
    </Page>
  )
}

interface ChoiceRowProps {
  readonly busy: boolean
  readonly onClick: () => void
  readonly children: ComponentChildren
}

function Choice({ busy, onClick, children }: ChoiceRowProps) {
  return (
    <li>
      <button type="button" class="choice" disabled={busy} onClick={onClick}>
        <span class="choice-words">{children}</span>
        <Icon name="next" />
      </button>
    </li>
  )
}

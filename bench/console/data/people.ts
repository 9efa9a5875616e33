/** Insured people: frequent and rare surnames, mobile numbers, ID numbers with their check character. */
import { randomOf } from './random.ts'

export interface Person {
  readonly name: string
  readonly phone: string
  /** Null for three in ten. */
  readonly idNumber: string | null
}

/** Each as often as its place in the row: the first tenth of them names most people. */
const surnames = Array.from(
  '王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢唐许冯宋韩邓彭曹曾田于萧潘袁董叶杜丁蒋程余吕魏蔡苏任卢沈姜姚钟崔谭陆汪范廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤',
)
const given = Array.from(
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文辉鹏飞宇浩然子轩欣怡思涵雨桐梓晨一诺佳琪俊杰嘉豪志强晓东海燕春花小闲月光荣德胜永福安康宁雪松柏青云龙凤山河江湖',
)
const prefixes = [
  '130',
  '135',
  '136',
  '138',
  '139',
  '150',
  '156',
  '158',
  '177',
  '186',
  '188',
  '199',
]
const areas = ['110105', '310104', '440305', '330106', '510107', '420111', '320505', '432929']

/** GB 11643-1999. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const withCheck = (seventeen: string): string => {
  const sum = weights.reduce((total, weight, place) => total + weight * Number(seventeen[place]), 0)
  return `${seventeen}${'10X98765432'[sum % 11]}`
}

const digits = (value: number, length: number): string =>
  String(Math.floor(value * 10 ** length)).padStart(length, '0')

/** So many, the same on every run. */
export function* people(count: number): Generator<Person> {
  const random = randomOf(count)
  const one = (of: readonly string[], skew = 1): string =>
    of[Math.floor(random() ** skew * of.length)] ?? ''
  for (let made = 0; made < count; made += 1) {
    const name = one(surnames, 2.5) + one(given) + (random() < 0.75 ? one(given) : '')
    const born = `${1940 + Math.floor(random() * 66)}${String(1 + Math.floor(random() * 12)).padStart(2, '0')}${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`
    const idNumber = withCheck(`${one(areas)}${born}${digits(random(), 3)}`)
    const phone = `${one(prefixes)}${digits(random(), 8)}`
    yield { name, phone, idNumber: random() < 0.7 ? idNumber : null }
  }
}

/** True with this probability. */
export const chance = (probability: number): boolean => Math.random() < probability

export const between = (least: number, most: number): number =>
  least + Math.random() * (most - least)

import { describe, expect, it } from 'vitest';
import { areAlike, titleWords } from './title-likeness.js';

const alike = (one: string, other: string): boolean => areAlike(titleWords(one), titleWords(other));

describe('titles', () => {
  it.each([
    ['Night Ferry Returns After Two Years', 'NIGHT FERRY returns – after two years!'],
    ['Café “Léon” to close', "Cafe 'Leon' to close"],
    ['The mayor’s ferry', "The mayor's ferry"],
    ['Night ferry returns after two long years', 'Night ferry returns after two years'],
    ['Council votes to light the old harbour lighthouse again', 'Council votes to light old harbour lighthouse again'],
    ['夜のフェリー、2年ぶりに再開', '夜のフェリー 2年ぶりに再開'],
    ['Briefing', 'briefing'],
  ])('“%s” and “%s” say the same', (one, other) => {
    expect(alike(one, other)).toBe(true);
  });

  it.each([
    ['Night ferry returns', 'Night ferry cancelled'],
    ['Ferry returns', 'Ferry returns late'],
    ['Magnitude 5.1 quake shakes the northern islands', 'Magnitude 6.1 quake shakes the northern islands'],
    ['Coronavirus briefing for Monday', 'Coronavirus briefing for Tuesday'],
    ['夜のフェリー', '朝のフェリー'],
    ['', ''],
    ['!!!', '???'],
  ])('“%s” and “%s” are two', (one, other) => {
    expect(alike(one, other)).toBe(false);
  });

  it.each([
    ['首相、豪雨被害を受け現地を視察', '首相、豪雨被害を受けて現地を視察'],
    ['北の島で漁船が転覆、乗組員5人を救助', '北の島で漁船が転覆 乗組員5人救助'],
    ['夜のフェリー、2年ぶりに運航を再開へ', '【速報】夜のフェリー、2年ぶりに運航を再開へ'],
    ['県議会が港の再開発計画を可決した', '県議会が港の再開発計画を可決'],
    ['台风逼近沿海,数万名居民连夜撤离', '台风逼近沿海 数万名居民已连夜撤离'],
    ['市政府宣布明年起海港渡轮全面电动化', '市政府宣布:明年起,海港渡轮将全面电动化'],
    ['รัฐบาลประกาศปิดท่าเรือเพราะพายุเข้า', 'รัฐบาลประกาศปิดท่าเรือ เพราะพายุเข้าแล้ว'],
    ['ລັດຖະບານປະກາດປິດທ່າເຮືອຍ້ອນພາຍຸ', 'ລັດຖະບານປະກາດປິດທ່າເຮືອ ຍ້ອນພາຍຸ'],
    ['រដ្ឋាភិបាលប្រកាសបិទកំពង់ផែដោយសារព្យុះ', 'រដ្ឋាភិបាលប្រកាសបិទកំពង់ផែ ដោយសារព្យុះ'],
    ['မုန်တိုင်းကြောင့်ဆိပ်ကမ်းကိုပိတ်လိုက်သည်', 'မုန်တိုင်းကြောင့် ဆိပ်ကမ်းကို ပိတ်လိုက်သည်'],
    ['야간여객선운항재개발표', '야간여객선운항재개발표!'],
    ['항구야간여객선이년만에운항재개', '항구야간여객선이 년만에운항재개'],
  ])('of a script without spaces, “%s” and “%s” say the same', (one, other) => {
    expect(alike(one, other)).toBe(true);
  });

  it.each([
    ['首相、豪雨被害を受け現地を視察', '首相、地震被害を受け現地を視察へ'],
    ['北の島で漁船が転覆、乗組員5人を救助', '北の島で漁船が転覆、乗組員6人を救助'],
    ['北の島で漁船が転覆、乗組員五人を救助', '北の島で漁船が転覆、乗組員六人を救助'],
    ['港の球団が逆転勝ち、首位に並ぶ', '港の球団が逆転負け、首位から落ちる'],
    ['連載 北の島に暮らす人びとの一年の記録(上)', '連載 北の島に暮らす人びとの一年の記録(下)'],
    ['台風接近中', '台風接近中止'],
    ['県議会が港の再開発計画を可決', '市議会が橋の架け替え計画を否決'],
    ['台风逼近沿海,数万名居民连夜撤离', '暴雨袭击山区,数千名居民连夜撤离'],
    ['市政府宣布明年起海港渡轮全面电动化', '市政府宣布明年起公共汽车全面电动化'],
    ['รัฐบาลประกาศปิดท่าเรือเพราะพายุเข้า', 'รัฐบาลประกาศเปิดโรงเรียนหลังพายุสงบ'],
    ['야간여객선운항재개발표', '심야버스노선운항중단발표'],
    ['정부 오늘 새 여객선 대책 발표', '정부 오늘 새 버스 대책 발표'],
  ])('of a script without spaces, “%s” and “%s” are two', (one, other) => {
    expect(alike(one, other)).toBe(false);
  });

  it('one of a megabyte is compared by its beginning, which an index can hold', () => {
    expect(Buffer.byteLength(titleWords('夜'.repeat(1_000_000)))).toBeLessThan(2_700);
  });
});

/**
 * The page's colours: Okabe and Ito's palette, which people with any colour vision can tell apart
 * (https://jfly.uni-koeln.de/color/), darkened on white and lightened on black until text in them reads at 4.5 to 1.
 */
export const colours = `
:root {
  color-scheme: light dark;
  --ground: #f6f6f3; --paper: #ffffff; --ink: #1d2327; --dim: #5b656d; --rule: #e2e4e3;
  --good: #00795a; --bad: #b8480a; --unsure: #8a5a00; --link: #005b94;
  --good-wash: #e4f3ee; --bad-wash: #fbeade; --unsure-wash: #fbf1d9;
  --fault-tint: #e69f0017; --outage-tint: #d55e0038;
  --slot-0: #0072b2; --slot-1: #00795a; --slot-2: #a34f85; --slot-3: #7a5c00; --slot-4: #3a6f8f; --slot-5: #5a5aa8;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ground: #121517; --paper: #1a1e21; --ink: #e9ecee; --dim: #9da8b0; --rule: #2e3539;
    --good: #3fc79d; --bad: #ff9152; --unsure: #f2b73f; --link: #7cc4f5;
    --good-wash: #16302a; --bad-wash: #3a2417; --unsure-wash: #352a12;
    --fault-tint: #e69f0018; --outage-tint: #ff77304a;
    --slot-0: #56b4e9; --slot-1: #3fc79d; --slot-2: #dc9cc3; --slot-3: #e0b84a; --slot-4: #9fc3d8; --slot-5: #a9a8ec;
  }
}
`;

"""A small plan in which every report finds something to say, as somebody would type it."""

CLUB = """
| Start here | A | B |
|---|---|---|
| | Programme | Homework club |
| | Organisation | Hill Street Trust |
| | Place | Hill Street |
| | Who is it for? | Pupils in Year 7 |
| | The problem in one sentence | Many pupils have nowhere quiet to learn and fall behind. |
| | Start | 2026-09 |
| | End | 2027-07 |
| | Next review | 2027-01 |
| | Currency | EUR |
| | Total budget | 20000 |
| | Version date | 2026-03-02 |
| | Status of this plan | Draft |
| | Review every | 3 months |
| | Message everyone gives | Asking is how one learns |
| | Safeguarding lead | Head of the trust |

| Needs | Ref | Kind | What | Who it affects | How serious | How do you know? | How many | Out of | In their words | Votes | Chosen | Not now because | Hit hardest |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| | N1 | Need | Pupils have nowhere quiet to learn | Pupils | 4 | E1 | 63 | 410 | “The kitchen is never empty.” | 9 | Yes | | Pupils new to the language |
| | N2 | Need | Parents cannot help with homework | Parents | 3 | Head teachers | | | | 9 | Yes | | |
| | N3 | Need | Buses stop at six | Pupils | 2 | none yet | | | | 4 | No | The city takes it on | |

| Plan | Ref | Stage | What | Leads to | Because | What must be true | Evidence | Meets need | For whom | How many | Who leads | With | Start | End | Cost | Cost heading |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| | IN1 | Input | Two tutors | AC1, AC2 | | | | | | | | | 2026-09 | 2027-07 | 12500 | Staff |
| | AC1 | Activity | Open the library after school | OP1 | | | | N1 | Pupils | 80 evenings, 40 pupils | Tutor | Library | 2026-09 | 2027-07 | 3000 | Premises |
| | AC2 | Activity | Invite parents to a learning café | OC2 | | | | N2 | Parents | | | School | 2026-10 | | | |
| | OP1 | Output | 40 pupils come to 20 evenings | OC1 | A quiet table and somebody to ask make one begin | A1 | E1 | | Pupils | | | | | 2027-07 | | |
| | OC1 | Short-term outcome | Pupils hand in their homework | OC3 | | | E2 | N1 | Pupils | | | | | 2027-03 | | |
| | OC2 | Short-term outcome | Parents know how to ask the school | OC3 | Who has asked once asks again | | | N2 | Parents | | | | | 2027-05 | | |
| | OC3 | Long-term outcome | Pupils keep up with their year | IM1 | | | | | Pupils | | | | | 2028-07 | | |
| | IM1 | Impact | Pupils choose their own way after school | | | | | | Pupils | | | | | | | |

| Links | From | To | Kind | Because | Evidence | Evidence level | Direction |
|---|---|---|---|---|---|---|---|
| | OP1 | OC1 | Leads to | | E1; E2; E1 | 3 | Supports |
| | OC2 | OC1 | May harm | Two voices confuse a child | | | |

| Measures | Ref | What it measures | Measure | Unit | Now | Now as of | Aim | By when | How we check | How often | Who collects | Broken down by | Step 1 | Step 1 by |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| | M1 | OC1 | % of homework handed in | % | 45.5 | 2026-06 | 80 | 2027-07 | Class register | Monthly | Tutor | Age; language | 60 | 2027-01 |
| | M2 | OC3 | Pupils who pass the year | number | 300 | 2026-07 | 12400 | 2028-07-14 | School records | Yearly | | | | |
| | M3 | OP1 | Pupils who came to 20 evenings | number | 0 | 2026-09 | 40 | 2027-07 | Register | Weekly | Tutor | | | |
| | M4 | IM1 | Pupils who say that they chose | % | TBC | | | | | | | | | |

| Assumptions & risks | Ref | Kind | What | Applies to | Likelihood | Effect if so | State | How we check | Check by | If it is not true, we will | Who watches it | Sort | To prevent it, we |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
| | A1 | Assumption | The library stays open until seven | | 3 | 5 | Holds | Ask the librarian | 2027-01 | Meet in the school hall | Tutor | | |
| | A2 | Assumption | The school lends its keys | | | | | | | | | | |
| | R1 | Risk | Pupils are teased for coming | AC1 | 2 | 4 | | | | Talk to the class | | Harm to people | Call it a club, not help |
| | P1 | Parking | A club for Year 8 | | | | | | | | | | |

| Sources | Ref | Title | Kind | When | How many people | What it says | How good is it | People’s own voice |
|---|---|---|---|---|---|---|---|---|
| | E1 | Survey of pupils | Survey | 2025-11 | 410 | 63 have no quiet place | 2 | Yes |
| | E2 | Review of clubs | Study or review | 2021 | | Clubs help a little | 3 | |

| Groups | Group | How many | Worst affected |
|---|---|---|---|
| | Pupils | 410 | |
| | Pupils new to the language | 36 | Yes |

| Log | Date | Kind | About | What happened | Why | Who does it | By when |
|---|---|---|---|---|---|---|---|
| | 2026-03-02 | Decision | AC1 | Open on Fridays too | Pupils asked for it | Tutor | 2026-09 |
| | 2026-02-01 | Decision | | Ask the school for keys | | | |
"""

/** A sample as it is seeded; a test lets Python run each and compares what it answers. */
export interface SampleSession {
  name: string
  description: string
  code: string
  /** Markdown. */
  copy: string
}

/** Text after text, from greeting somebody to writing a function. */
export const SAMPLE_SESSIONS: readonly SampleSession[] = [
  {
    name: 'Words',
    description: 'Text is put together, measured, turned around and repeated.',
    code: String.raw`>>> name = "Ada"
>>> print(f"Hello {name}, you have {len(name)} letters.")
Hello Ada, you have 3 letters.
>>> name[::-1]
'adA'
>>> name.upper() * 3
'ADAADAADA'`,
    copy: 'Text is a sequence: it can be measured, sliced and turned around. [More about text](https://docs.python.org/3/tutorial/introduction.html#text)',
  },
  {
    name: 'Numbers',
    description: 'The prompt is a calculator whose whole numbers never run over.',
    code: String.raw`>>> 17 / 3
5.666666666666667
>>> 17 // 3, 17 % 3
(5, 2)
>>> width, height = 20, 9
>>> width * height
180
>>> 2 ** 100
1267650600228229401496703205376`,
    copy: 'The prompt is a calculator, and whole numbers grow as large as they must. [More about numbers](https://docs.python.org/3/tutorial/introduction.html#numbers)',
  },
  {
    name: 'Lists',
    description: 'Prices are added up, chosen from and put in order, a line each.',
    code: String.raw`>>> prices = {"tea": 2.5, "soup": 6.0, "bread": 3.2}
>>> sum(prices.values())
11.7
>>> [name for name, price in prices.items() if price < 5]
['tea', 'bread']
>>> sorted(prices, key=prices.get, reverse=True)
['soup', 'bread', 'tea']`,
    copy: 'Lists and dictionaries are part of the language, and so is choosing from them. [More about data structures](https://docs.python.org/3/tutorial/datastructures.html)',
  },
  {
    name: 'Loops',
    description: 'A loop says what it goes through; nobody has to count.',
    code: String.raw`>>> planets = ["Mercury", "Venus", "Earth"]
>>> for number, planet in enumerate(planets, start=1):
...     print(f"{number}. {planet:>7}")
...
1. Mercury
2.   Venus
3.   Earth
>>> "Pluto" in planets
False`,
    copy: 'A loop names what it goes through, and indentation says where it ends. [More about loops](https://docs.python.org/3/tutorial/controlflow.html#for-statements)',
  },
  {
    name: 'Functions',
    description: 'A generator hands out Fibonacci numbers as long as somebody asks.',
    code: String.raw`>>> def fibonacci(limit):
...     a, b = 0, 1
...     while a < limit:
...         yield a
...         a, b = b, a + b
...
>>> list(fibonacci(100))
[0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]
>>> sum(n for n in fibonacci(1_000_000) if n % 2 == 0)
1089154`,
    copy: 'A function is a few lines with a name, and a generator hands out values one by one. [More about functions](https://docs.python.org/3/tutorial/controlflow.html#defining-functions)',
  },
]

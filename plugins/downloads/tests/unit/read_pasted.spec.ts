import { test } from '@japa/runner'
import { readPasted } from '#services/pasted_files/read_pasted'

const FOLDER = 'https://www.python.org/ftp/python/3.14.4/'
const SHA = 'ce543ab854bc256b61b71e9b27f831ffd1bfd60a479d639f8be7f9757cf573e9'
const MD5 = 'ac25cf79f710bf31601ed067ccd07deb'

const read = (...lines: string[]) => readPasted(lines.join('\n'), FOLDER)
const plain = (...lines: string[]) => read(...lines).files.map((file) => ({ ...file, sidecars: [...file.sidecars] }))

test.group('What is pasted of files', () => {
  test('an address makes a file', ({ assert }) => {
    assert.deepEqual(plain('  https://www.python.org/ftp/python/3.14.4/Python-3.14.4.tgz\r', '', '# nothing'), [
      { url: `${FOLDER}Python-3.14.4.tgz`, sha256Sum: '', md5Sum: '', filesize: null, sidecars: [] },
    ])
  })

  test('{line} tells a file in the folder')
    .with([
      { line: `${SHA}  Python-3.14.4.tgz`, said: { sha256Sum: SHA } },
      { line: `${SHA.toUpperCase()} *Python-3.14.4.tgz`, said: { sha256Sum: SHA } },
      { line: `${MD5}  ./3.14.4/Python-3.14.4.tgz`, said: { md5Sum: MD5 } },
      { line: `SHA256 (Python-3.14.4.tgz) = ${SHA}`, said: { sha256Sum: SHA } },
      { line: `MD5 (Python-3.14.4.tgz) = ${MD5}`, said: { md5Sum: MD5 } },
      { line: '29186321 Python-3.14.4.tgz', said: { filesize: 29_186_321 } },
      {
        line: `Python-3.14.4.tgz\t29186321\t${MD5}\t${SHA}`,
        said: { filesize: 29_186_321, md5Sum: MD5, sha256Sum: SHA },
      },
    ])
    .run(({ assert }, { line, said }) => {
      const [file, ...others] = plain(line)
      assert.isEmpty(others)
      assert.containsSubset(file, { url: `${FOLDER}Python-3.14.4.tgz`, ...said })
    })

  test('lines about one file come together, in whatever order', ({ assert }) => {
    const other = 'https://www.python.org/ftp/python/3.14.4/amd64/Python-3.14.4.tgz'
    assert.deepEqual(plain(`${SHA}  Python-3.14.4.tgz`, other, `${MD5}  Python-3.14.4.tgz`), [
      { url: other, sha256Sum: SHA, md5Sum: MD5, filesize: null, sidecars: [] },
    ])
  })

  test('a signature counts for its file, and its checksum for nothing', ({ assert }) => {
    const lines = [`${SHA}  Python-3.14.4.tgz.sigstore`, 'Python-3.14.4.tgz', `${FOLDER}Python-3.14.4.tgz.spdx.json`]
    assert.deepEqual(plain(...lines), [
      {
        ...{ url: `${FOLDER}Python-3.14.4.tgz`, sha256Sum: '', md5Sum: '', filesize: null },
        sidecars: ['sigstoreBundleFile', 'sbomSpdx2File'],
      },
    ])
  })

  test('{line} is refused: {says}')
    .with([
      { line: SHA, says: 'There is no file in this line.' },
      { line: 'a.tgz b.tgz', says: 'There are two files in this line.' },
      { line: `${SHA.slice(1)}  a.tgz`, says: 'This is neither a SHA-256 nor an MD5 checksum' },
      { line: 'hello', says: '“hello” is no file' },
      { line: 'https://www.python.org/', says: '“https://www.python.org/” is no file' },
      { line: 'a\0.tgz', says: 'is no file' },
    ])
    .run(({ assert }, { line, says }) => {
      const { files, faults } = read('', line)
      assert.isEmpty(files)
      assert.lengthOf(faults, 1)
      assert.equal(faults[0]!.line, 2)
      assert.include(faults[0]!.sentence, says)
    })

  test('reads four hundred lines and says so', ({ assert }) => {
    const { files, faults } = read(...Array.from({ length: 500 }, (_, index) => `file-${index}.tgz`))
    assert.lengthOf(files, 400)
    assert.deepEqual(
      faults.map(({ line }) => line),
      [401]
    )
  })
})

# unittest: results of tests, texts of failures, skips, subtests.
import unittest
class T(unittest.TestCase):
    def test_a(self): self.assertEqual(1, 1)
    def test_b(self): self.assertEqual([1, 2], [1, 3])
    def test_c(self):
        with self.assertRaises(ValueError): int("x")
    @unittest.skip("why")
    def test_d(self): pass
    def test_e(self): raise KeyError("boom")
    def test_f(self):
        for i in range(3):
            with self.subTest(i=i): self.assertTrue(i != 1)
if __name__ == "__main__":
    import sys, io
    r = unittest.TextTestRunner(stream=io.StringIO(), verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
    print(r.testsRun, len(r.failures), len(r.errors), len(r.skipped))
    print(r.stream.getvalue().replace(str(r), "")[:1500].split("Ran ")[0])

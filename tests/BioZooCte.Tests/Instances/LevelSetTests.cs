using BioZooCte.Instances;

namespace BioZooCte.Tests.Instances;

[TestClass]
public sealed class LevelSetTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(64)]
    [DataRow(65)]
    [DataRow(5000)]
    [DataRow(300_000)]
    public void NextFrom_NumbersThatComeAndGo_EqualsASortedSet(int levels)
    {
        Random random = new(levels);
        LevelSet set = new();
        set.Start(levels);
        SortedSet<int> plain = [];
        for (int round = 0; round < 2000; round++)
        {
            int number = random.Next(levels);
            if (plain.Add(number))
            {
                set.Add(number);
            }
            else
            {
                plain.Remove(number);
                set.Remove(number);
            }

            if (plain.Count > 20)
            {
                int least = plain.Min;
                plain.Remove(least);
                set.Remove(least);
            }

            int from = random.Next(levels);
            int expected = plain.GetViewBetween(from, int.MaxValue).Append(int.MaxValue).First();
            Assert.AreEqual(expected, set.NextFrom(from), $"round {round}, from {from}");
        }
    }
}

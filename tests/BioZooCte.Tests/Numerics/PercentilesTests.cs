using System.Numerics;

using BioZooCte.Numerics;

namespace BioZooCte.Tests.Numerics;

[TestClass]
public sealed class PercentilesTests
{
    private static readonly Percentile[] Asked =
    [
        new(0), new(99.8), new(37), new(37, PercentileMethod.InvertedCdf),
    ];

    [TestMethod]
    [DataRow(25.0, 2.5, 2.0)]
    [DataRow(75.0, 7.5, 8.0)]
    [DataRow(0.0, 0.0, 0.0)]
    [DataRow(100.0, 10.0, 10.0)]
    [DataRow(99.8, 9.98, 10.0)]
    public void Of_ZeroToTen_IsWhatNumpyGives(double percent, double linear, double invertedCdf)
    {
        float[] values = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0];
        double[] results = new double[2];

        Percentiles.Of(
            values, new float[11], [new(percent), new(percent, PercentileMethod.InvertedCdf)], results);

        Assert.AreEqual(linear, results[0], 1e-14);
        Assert.AreEqual(invertedCdf, results[1]);
    }

    [TestMethod]
    public void Of_NoNumber_IsNotANumber()
    {
        double[] results = new double[1];

        Percentiles.Of([float.NaN], new float[1], [new(50)], results);

        Assert.IsTrue(double.IsNaN(results[0]));
    }

    [TestMethod]
    public void Of_EqualInfinities_IsInfinity()
    {
        double[] results = new double[1];

        Percentiles.Of(
            [float.NegativeInfinity, float.NegativeInfinity], new float[2], [new(50)], results);

        Assert.AreEqual(double.NegativeInfinity, results[0]);
    }

    [TestMethod]
    public void Select_EveryTypeAndLength_EqualsSorting()
    {
        Random random = new(5);
        for (int length = 1; length <= 67; length++)
        {
            Compare(length, () => (byte)random.Next(256));
            Compare(length, () => (float)((random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-140, 120))));
        }

        foreach (int length in new[] { 1, 2, 11, 67, Percentiles.SortedAtMost })
        {
            Compare(length, () => (sbyte)random.Next(-128, 128));
            Compare(length, () => (ushort)random.Next(65_536));
            Compare(length, () => (short)random.Next(-32_768, 32_768));
            Compare(length, () => (uint)random.NextInt64(uint.MaxValue));
            Compare(length, () => random.Next(int.MinValue, int.MaxValue));
            Compare(length, () => (ulong)random.NextInt64() * 2);
            Compare(length, () => random.NextInt64(long.MinValue, long.MaxValue));
            Compare(length, () => (Half)((random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-20, 15))));
            Compare(length, () => (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-1000, 1000)));
            Compare(length, () => random.Next(4) switch
            {
                0 => float.NaN,
                1 => float.PositiveInfinity,
                2 => float.NegativeInfinity,
                _ => random.NextSingle(),
            });
            Compare(length, () => (float)random.Next(-1, 2));
        }
    }

    [TestMethod]
    public void Select_ManyValuesInParts_EqualsSorting()
    {
        Random random = new(7);
        float[] values = [.. Enumerable.Range(0, 300_000).Select(_ => (float)(random.NextDouble() * random.NextDouble()))];
        RadixSelection<float> selection = new(Asked);
        int passes = 0;
        do
        {
            for (int start = 0; start < values.Length; start += 70_001)
            {
                selection.Observe(values.AsSpan(start, Math.Min(70_001, values.Length - start)));
            }

            passes++;
        }
        while (selection.Advance());

        double[] found = new double[Asked.Length];
        selection.CopyTo(found);
        CollectionAssert.AreEqual(Sorted(values), found);
        Assert.AreEqual(2, passes);
    }

    private static void Compare<T>(int length, Func<T> next)
        where T : unmanaged, INumber<T>
    {
        T[] values = [.. Enumerable.Range(0, length).Select(_ => next())];
        double[] radix = new double[Asked.Length];
        double[] small = new double[Asked.Length];

        RadixSelection<T>.Select(values, Asked, radix);
        Percentiles.Of(values, new T[length], Asked, small);

        double[] expected = Sorted(values);
        CollectionAssert.AreEqual(expected, radix, $"{typeof(T).Name}, {length}");
        CollectionAssert.AreEqual(expected, small, $"{typeof(T).Name}, {length}");
    }

    /// <summary>The definitions, on a sorted copy.</summary>
    private static double[] Sorted<T>(T[] values)
        where T : unmanaged, INumber<T>
    {
        double[] sorted =
            [.. values.Where(v => !T.IsNaN(v)).Order().Select(v => double.CreateTruncating(v))];
        return
        [
            .. Asked.Select(asked =>
            {
                if (sorted.Length == 0)
                {
                    return double.NaN;
                }

                if (asked.Method == PercentileMethod.InvertedCdf)
                {
                    double least = sorted.Length * (asked.Percent / 100);
                    return sorted[Math.Max(0, (int)Math.Ceiling(least - 1))];
                }

                double position = (sorted.Length - 1) * (asked.Percent / 100);
                double low = sorted[(int)position];
                double high = sorted[Math.Min((int)position + 1, sorted.Length - 1)];
                double weight = position - (int)position;
                return low == high ? low
                    : weight < 0.5 ? low + ((high - low) * weight)
                    : high - ((high - low) * (1 - weight));
            }),
        ];
    }
}

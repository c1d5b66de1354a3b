using BioZooCte.Tensors;
using BioZooCte.Tiling;

namespace BioZooCte.Tests.Tiling;

[TestClass]
public sealed class AxisTilingTests
{
    [TestMethod]
    public void Cut_ByHand_ShiftsTheLastTileToAMultiple()
    {
        // Stride (64 − 2·8) / 16 · 16 = 48; the last origin is the least multiple of 16 from 150 − 64 = 86 on.
        AxisTiling tiling = AxisTiling.Cut(size: 150, length: 64, alignment: 16, halo: 8);

        CollectionAssert.AreEqual(new[] { 0, 48, 96 }, tiling.Origins.ToArray());
        CollectionAssert.AreEqual(new[] { 0, 56, 104, 150 }, tiling.Boundaries.ToArray());
        Assert.AreEqual(new AxisRange(96, 64), tiling.Input(2));
        Assert.AreEqual(new AxisRange(56, 48), tiling.Owned(1));
    }

    [TestMethod]
    public void Cut_ImageFitsOneTile_IsWhole()
    {
        AxisTiling tiling = AxisTiling.Cut(size: 50, length: 64, alignment: 16, halo: 8);

        CollectionAssert.AreEqual(new[] { 0 }, tiling.Origins.ToArray());
        CollectionAssert.AreEqual(new[] { 0, 50 }, tiling.Boundaries.ToArray());
    }

    /// <summary>
    /// Each position once; every tile begins at a multiple of the alignment; what it answers for has its context at
    /// both ends, except where the image ends.
    /// </summary>
    [TestMethod]
    public void Cut_AnyNumbers_OwnsEachPositionOnceWithContext()
    {
        Random random = new(1);
        for (int i = 0; i < 3000; i++)
        {
            int alignment = random.Next(1, 20);
            int halo = random.Next(0, 30);
            int lost = random.Next(0, 12);
            int length = (2 * halo) + lost + alignment + random.Next(0, 60);
            int size = random.Next(1, 600);
            AxisTiling tiling = AxisTiling.Cut(size, length, alignment, halo, lost);
            string what = $"size {size}, length {length}, alignment {alignment}, halo {halo}, lost {lost}";

            Assert.AreEqual(0, tiling.Boundaries[0], what);
            Assert.AreEqual(size, tiling.Boundaries[^1], what);
            for (int k = 0; k < tiling.Origins.Length; k++)
            {
                AxisRange input = tiling.Input(k);
                AxisRange owned = tiling.Owned(k);
                Assert.AreEqual(0, input.Start % alignment, what);
                Assert.IsGreaterThan(0, owned.Length, what);
                Assert.IsTrue(k == 0 || owned.Start - input.Start >= halo + (lost / 2), what);
                Assert.IsTrue(owned.End == size || input.End - owned.End >= halo + ((lost + 1) / 2), what);
            }

            Assert.IsTrue(tiling.Input(tiling.Origins.Length - 1).End >= size, what);
        }
    }

    [TestMethod]
    public void Cut_NoRoomBetweenHalos_IsRefused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => AxisTiling.Cut(size: 100, length: 20, alignment: 16, halo: 8));
    }
}

using BioZooCte.Images;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Images;

[TestClass]
public sealed class TensorImageTests
{
    [TestMethod]
    public async Task ReadAsync_Region_IsThatPartOfTheTensor()
    {
        AxisTensor tensor = AxisTensor.FromArray<ushort>(
            TensorShape.Of("cyx", 2, 2, 3), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        using TensorImage image = new("cells", tensor, ["DAPI", "GFP"]);
        TensorRegion region = new(image.Shape, new AxisRange(1, 1), new AxisRange(0, 2), new AxisRange(1, 2));

        AxisTensor read = await ImageReading.ReadAsync(image, region);

        CollectionAssert.AreEqual(new ushort[] { 7, 8, 10, 11 }, read.AsSpan<ushort>().ToArray());
        Assert.AreEqual("cells", image.Name);
        Assert.AreEqual("GFP", image.ChannelNames[1]);
    }

    /// <summary>Every box of a small array, against picking each element by its position.</summary>
    [TestMethod]
    public void Walk_AnyBox_CopiesWhatItHolds()
    {
        TensorShape shape = TensorShape.Of("zcyx", 2, 3, 2, 4);
        Random random = new(3);
        for (int i = 0; i < 500; i++)
        {
            TensorRegion box = ImageReading.RandomRegion(random, shape);
            List<long> expected = [];
            for (int z = box[0].Start; z < box[0].End; z++)
            {
                for (int c = box[1].Start; c < box[1].End; c++)
                {
                    for (int y = box[2].Start; y < box[2].End; y++)
                    {
                        for (int x = box[3].Start; x < box[3].End; x++)
                        {
                            expected.Add((((((z * 3) + c) * 2) + y) * 4) + x);
                        }
                    }
                }
            }

            List<long> found = [];
            RegionRuns.Walk(box, (from, to, count) =>
            {
                Assert.AreEqual(found.Count, to);
                found.AddRange(Enumerable.Range(0, count).Select(k => from + k));
            });

            CollectionAssert.AreEqual(expected, found, box.ToString());
        }
    }

    [TestMethod]
    public void New_WithoutXOrWithWrongNames_IsRefused()
    {
        AxisTensor rows = new(TensorShape.Of("cy", 2, 3), ElementType.UInt8);
        AxisTensor image = new(TensorShape.Of("cyx", 2, 3, 4), ElementType.UInt8);

        Assert.StartsWith(
            "The axes y and x are not both among channel 2, y 3.",
            Assert.ThrowsExactly<ArgumentException>(() => new TensorImage("a", rows)).Message);
        Assert.StartsWith(
            "1 names for 2 channels.",
            Assert.ThrowsExactly<ArgumentException>(() => new TensorImage("a", image, ["DAPI"])).Message);
        Assert.StartsWith(
            "Red, green and blue in 2 channels.",
            Assert.ThrowsExactly<ArgumentException>(() => new TensorImage("a", image, isRgb: true)).Message);
    }
}

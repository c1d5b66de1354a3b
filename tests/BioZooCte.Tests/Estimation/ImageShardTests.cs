namespace BioZooCte.Tests.Estimation;

/// <summary>Shards part the images, each to one, whatever the order in which they are given.</summary>
[TestClass]
public sealed class ImageShardTests
{
    private static readonly string[] Images = ["x/d.tif", "x/b.tif", "y/a.tif", "x/a.tif", "x/c.tif"];

    [TestMethod]
    public void Choose_NamesInOrder_AreDealtOut()
    {
        Assert.AreEqual("x/a.tif x/b.tif x/d.tif", Chosen(new ImageShard(1, 2), Images));
        Assert.AreEqual("x/c.tif y/a.tif", Chosen(new ImageShard(2, 2), Images));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(9)]
    public void Choose_AllShards_HaveEachImageOnce(int count)
    {
        int[] times = new int[Images.Length];
        for (int index = 1; index <= count; index++)
        {
            IReadOnlyList<bool> chosen = new ImageShard(index, count).Choose(Images);
            for (int i = 0; i < times.Length; i++)
            {
                times[i] += chosen[i] ? 1 : 0;
            }
        }

        CollectionAssert.AreEqual(new[] { 1, 1, 1, 1, 1 }, times);
    }

    [TestMethod]
    public void Choose_OtherOrder_IsTheSame()
    {
        ImageShard shard = new(2, 3);
        Assert.AreEqual(Chosen(shard, Images), Chosen(shard, [.. Images.Reverse()]));
    }

    [TestMethod]
    [DataRow("1/1")]
    [DataRow("2/5")]
    [DataRow("5/5")]
    public void TryParse_Shard_IsRead(string text)
    {
        Assert.IsTrue(ImageShard.TryParse(text, out ImageShard? shard));
        Assert.AreEqual(text, shard.ToString());
    }

    [TestMethod]
    [DataRow("0/5")]
    [DataRow("6/5")]
    [DataRow("1/0")]
    [DataRow("-1/5")]
    [DataRow("1")]
    [DataRow("1/2/3")]
    [DataRow("one/two")]
    [DataRow("")]
    [DataRow(null)]
    public void TryParse_NoShard_IsRefused(string? text) => Assert.IsFalse(ImageShard.TryParse(text, out _));

    private static string Chosen(ImageShard shard, IReadOnlyList<string> images) => string.Join(
        ' ', images.Zip(shard.Choose(images)).Where(one => one.Second).Select(one => one.First).Order(StringComparer.Ordinal));
}

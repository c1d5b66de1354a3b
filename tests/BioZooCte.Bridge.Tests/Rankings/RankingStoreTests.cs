using BioZooCte.Bridge.Grpc;
using BioZooCte.Bridge.Rankings;

namespace BioZooCte.Bridge.Tests.Rankings;

/// <summary>Finished rankings are kept for a time, each for its client.</summary>
[TestClass]
public sealed class RankingStoreTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store");

    [TestCleanup]
    public void Remove() => _folder.Delete(recursive: true);

    [TestMethod]
    public void Ranking_IsItsClientsAlone()
    {
        RankingStore store = new(_folder.FullName, TimeSpan.FromDays(1), TimeProvider.System);
        string id = Guid.NewGuid().ToString("N");
        store.Add("one", id, new V1.Ranking { Metric = "miou" });

        Assert.AreEqual("miou", store.Get("one", id).Metric);
        RpcException refused = Assert.ThrowsExactly<RpcException>(() => store.Get("another", id));
        Assert.AreEqual(StatusCode.NotFound, refused.Code);
    }

    [TestMethod]
    public void Ranking_ThatIsOld_IsGone()
    {
        RankingStore store = new(_folder.FullName, TimeSpan.FromDays(1), TimeProvider.System);
        string id = Guid.NewGuid().ToString("N");
        store.Add("one", id, new V1.Ranking());
        string file = Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories).Single();
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-2));

        Assert.ThrowsExactly<RpcException>(() => store.Get("one", id));
        store.Purge();

        Assert.IsFalse(File.Exists(file));
    }
}

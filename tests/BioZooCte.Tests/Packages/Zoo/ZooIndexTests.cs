using System.Text;

using BioZooCte.Packages;
using BioZooCte.Packages.Zoo;

namespace BioZooCte.Tests.Packages.Zoo;

[TestClass]
public sealed class ZooIndexTests
{
    private static readonly Uri Source = new("https://example.org/index.json");

    [TestMethod]
    public void Read_Index_HasEntriesWithTheNewestVersionFirst()
    {
        ZooIndex index = Read("""
            {"count_per_type": {"model": 2}, "total": 3, "timestamp": "2026-05-20", "items": [
              {"id": "bioimage-io/wild-pig", "type": "model", "versions": [
                {"version": "v0", "created_at": "2024-01-01T00:00:00Z", "sha256": "AB", "source": "https://example.org/p0"},
                {"version": "v1", "created_at": "2025-01-01T00:00:00Z", "source": "https://example.org/p1"}]},
              {"id": "bioimage-io/big-data", "type": "dataset", "versions": [
                {"version": "v0", "source": "https://example.org/d"}]},
              {"id": "bioimage-io/no-date", "type": "model", "versions": [
                {"version": "v2", "source": "https://example.org/n2"},
                {"version": "v10", "source": "https://example.org/n10"}]},
              {"id": "../../etc", "type": "model", "versions": [{"version": "v0", "source": "https://example.org/x"}]},
              {"id": "no-versions", "type": "model", "versions": []},
              {"id": "odd-source", "type": "model", "versions": [{"version": "v0", "source": "file:///etc/passwd"}]},
              {"type": "model"}, 7]}
            """);

        CollectionAssert.AreEqual(
            (string[])["big-data", "no-date", "wild-pig"], index.Entries.Select(entry => entry.Id).ToArray());
        CollectionAssert.AreEqual((string[])["no-date", "wild-pig"], index.Models.Select(entry => entry.Id).ToArray());
        Assert.AreEqual("v1", index.Find("WILD-pig")!.Newest.Name);
        Assert.AreEqual("v10", index.Find("no-date")!.Newest.Name);
        Assert.IsNull(index.Find("wild-pig")!.FindVersion("v0")!.Sha256);
        Assert.IsNull(index.Find("etc"));
    }

    [TestMethod]
    public void Read_AllVersions_AreTheSameEntries()
    {
        string hash = new('a', 64);
        ZooIndex index = Read($$"""
            {"entries": [{"concept": "wild-pig", "type": "model", "versions": [
              {"v": "1.1", "created": "2023-02-02T00:00:00", "sha256": "{{hash}}", "source": "https://example.org/1.1/rdf.yaml"},
              {"v": "1", "created": "2023-01-01T00:00:00", "sha256": "{{hash}}", "source": "https://example.org/1/rdf.yaml"}]}]}
            """);

        ZooVersion newest = index.Find("wild-pig")!.Newest;
        Assert.AreEqual(("1.1", hash), (newest.Name, newest.Sha256));
    }

    [TestMethod]
    public void Read_IdMap_HasItsKeys()
    {
        ZooIndex index = Read("""
            {"wild-pig": {"source": "https://example.org/a"}, "wild-pig/1": {"source": "https://example.org/b"},
             "10.5281/zenodo.1": {"source": "https://example.org/c"}, "odd": 3}
            """);

        Assert.AreEqual("https://example.org/b", index.Find("wild-pig/1")!.Newest.Source.AbsoluteUri);
        Assert.AreEqual("https://example.org/c", index.Find("10.5281/zenodo.1")!.Newest.Source.AbsoluteUri);
        Assert.HasCount(3, index.Entries);
    }

    [TestMethod]
    [DataRow("[]", "https://example.org/index.json: the file holds Array at its top; expected an index of the Zoo.")]
    [DataRow("<html>", "https://example.org/index.json: the file is no JSON (")]
    public void Read_AnythingElse_IsRefused(string json, string message) => StringAssert.StartsWith(
        Assert.ThrowsExactly<InvalidModelPackageException>(() => Read(json)).Message, message);

    private static ZooIndex Read(string json) => ZooIndexReader.Read(Encoding.UTF8.GetBytes(json), Source);
}

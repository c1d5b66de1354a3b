using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Packages.Web;
using BioZooCte.ZooServer;

namespace BioZooCte.Tests.Packages.Web;

/// <summary>The environment is that of the process, so that nothing else runs meanwhile.</summary>
[TestClass]
[DoNotParallelize]
public sealed class EnvironmentHostsTests
{
    [TestCleanup]
    public void Restore() => Environment.SetEnvironmentVariable(EnvironmentHosts.Variable, null);

    [TestMethod]
    [DataRow(null)]
    [DataRow(true)]
    public async Task ResolveFile_UrlInALocalPackageToAHostOfTheEnvironment_IsFetched(bool? allowHashMismatch)
    {
        await using ZooHttpServer web = new();
        web.Files["/weights.onnx"] = new ServedFile("weights"u8.ToArray());
        using PackageFolder folder = new();
        folder.Write("rdf.yaml", Rdf.RdfExamples.Format05);
        Environment.SetEnvironmentVariable(EnvironmentHosts.Variable, $"lab.example, {web.Host}");
        using ModelPackage package = await folder.OpenAsync(
            allowHashMismatch is bool allowed ? new PackageOptions { AllowHashMismatch = allowed } : null);

        Assert.AreEqual("weights", File.ReadAllText(
            package.ResolveFile(new FileDescription($"{web.Url}/weights.onnx", null))));
    }

    [TestMethod]
    public void PackageOptions_HostsOfTheirOwn_StandInPlaceOfTheEnvironments()
    {
        Environment.SetEnvironmentVariable(EnvironmentHosts.Variable, "lab.example");

        Assert.AreEqual("lab.example", new PackageOptions().AllowedHosts.Single());
        Assert.IsEmpty(new PackageOptions { AllowedHosts = [] }.AllowedHosts);
    }
}

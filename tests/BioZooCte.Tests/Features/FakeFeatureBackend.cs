using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Tests.Models;

namespace BioZooCte.Tests.Features;

/// <summary>A fake network that gives features as well.</summary>
internal sealed class FakeFeatureBackend(FakeBackend fake) : IModelBackend
{
    public string Name => fake.Name;

    public IReadOnlyList<string> ReasonsAgainst(ModelPackage package) => fake.ReasonsAgainst(package);

    public NetworkDescription Examine(ModelPackage package) => fake.Examine(package);

    public IModelRunner Open(ModelPackage package, RunnerOptions options) => fake.Open(package, options);

    public IFeatureRunner OpenFeatures(
        ModelPackage package, RunnerOptions options, IReadOnlyList<string>? layers = null) =>
        new FakeFeatureRunner(fake.Open(package, options));
}

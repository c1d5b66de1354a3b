using BioZooCte.Tensors;
using BioZooCte.Testing;

namespace BioZooCte.Tests.Conventions;

/// <summary>What a caller of BioZooCte sees is a decision, read as a text file.</summary>
[TestClass]
public sealed class PublicSurfaceTests
{
    [TestMethod]
    public void PublicSurface_OfTheLibrary_IsApproved() => PublicSurface.AssertApproved(
        typeof(AxisTensor).Assembly, "tests/BioZooCte.Tests/Conventions/PublicSurface.approved.txt");

    [TestMethod]
    public void PublicClass_OfTheLibrary_IsSealedAbstractOrStatic() =>
        PublicSurface.AssertClosed(typeof(AxisTensor).Assembly);

    [TestMethod]
    public void PublicMember_OfTheLibrary_IsDocumented() =>
        PublicSurface.AssertDocumented(typeof(AxisTensor).Assembly);
}

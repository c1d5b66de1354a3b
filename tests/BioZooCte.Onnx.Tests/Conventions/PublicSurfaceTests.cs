using BioZooCte.Testing;

namespace BioZooCte.Onnx.Tests.Conventions;

/// <summary>What a caller of BioZooCte.Onnx sees: no type of ONNX Runtime, and nothing by accident.</summary>
[TestClass]
public sealed class PublicSurfaceTests
{
    private const string Approved = "tests/BioZooCte.Onnx.Tests/Conventions/PublicSurface.approved.txt";

    [TestMethod]
    public void PublicSurface_OfTheBackend_IsApproved() =>
        PublicSurface.AssertApproved(typeof(OnnxBackend).Assembly, Approved);

    [TestMethod]
    public void PublicClass_OfTheBackend_IsSealedAbstractOrStatic() =>
        PublicSurface.AssertClosed(typeof(OnnxBackend).Assembly);

    [TestMethod]
    public void PublicMember_OfTheBackend_IsDocumented() =>
        PublicSurface.AssertDocumented(typeof(OnnxBackend).Assembly);
}

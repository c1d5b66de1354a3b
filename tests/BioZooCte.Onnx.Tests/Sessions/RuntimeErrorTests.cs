using BioZooCte.Onnx.Sessions;

namespace BioZooCte.Onnx.Tests.Sessions;

[TestClass]
public sealed class RuntimeErrorTests
{
    [TestMethod]
    [DataRow("[ErrorCode:InvalidGraph] No Op registered for Foo.", "No Op registered for Foo")]
    [DataRow(
        "[ErrorCode:Fail] /onnxruntime_src/core/model.cc:19 ns::Model::Model(int, F<(lambda)>&&) const Too new.\nmore",
        "Too new")]
    [DataRow(
        @"[ErrorCode:RuntimeException] running Conv node. D:\a\onnxruntime\core\x.h:7 void f(int) Bad shape",
        "running Conv node. Bad shape")]
    [DataRow("", "it gives no reason")]
    public void Describe_Message_KeepsWhatIsSaid(string message, string expected) =>
        Assert.AreEqual(expected, RuntimeError.Describe(message));
}

using BioZooCte.Bridge.Grpc;

namespace BioZooCte.Bridge.Tests.Grpc;

[TestClass]
public sealed class PercentEncodingTests
{
    [TestMethod]
    [DataRow("", "")]
    [DataRow("no model fits", "no model fits")]
    [DataRow("50 %", "50 %25")]
    [DataRow("%41", "%2541")]
    [DataRow(" a b ", "%20a b%20")]
    [DataRow(" ", "%20")]
    [DataRow("a\tb\r\n", "a%09b%0D%0A")]
    [DataRow("~\u007f", "~%7F")]
    [DataRow("µm", "%C2%B5m")]
    [DataRow("☺", "%E2%98%BA")]
    [DataRow("😈", "%F0%9F%98%88")]
    public void Encode_AnyText_IsPrintableAscii(string text, string expected) =>
        Assert.AreEqual(expected, PercentEncoding.Encode(text, 1000));

    [TestMethod]
    public void Encode_HalfOfAPair_IsTheReplacementCharacter() =>
        Assert.AreEqual("a%EF%BF%BDb", PercentEncoding.Encode("a\ud83db", 1000));

    [TestMethod]
    [DataRow("abcdefgh", 8, "abcdefgh")]
    [DataRow("abcdefghi", 8, "abcde...")]
    [DataRow("☺☺", 18, "%E2%98%BA%E2%98%BA")]
    [DataRow("☺☺☺", 18, "%E2%98%BA...")]
    public void Encode_LongerThanTheLimit_IsCutBetweenCharacters(string text, int limit, string expected) =>
        Assert.AreEqual(expected, PercentEncoding.Encode(text, limit));
}

using BioZooCte.Files;

namespace BioZooCte.Tests.Files;

[TestClass]
public sealed class Crc32Tests
{
    [TestMethod]
    public void Of_CheckDigits_IsTheStandardsValue()
    {
        Assert.AreEqual(0xCBF43926u, Crc32.Of("123456789"u8));
        Assert.AreEqual(0u, Crc32.Of([]));
    }

    [TestMethod]
    public void Add_AnyLength_IsThatOfTheBytesOneByOne()
    {
        byte[] bytes = new byte[67];
        new Random(5).NextBytes(bytes);
        for (int length = 1; length <= bytes.Length; length++)
        {
            uint single = Crc32.Start;
            for (int i = 0; i < length; i++)
            {
                single = Crc32.Add(single, bytes.AsSpan(i, 1));
            }

            Assert.AreEqual(single, Crc32.Add(Crc32.Start, bytes.AsSpan(0, length)), $"{length}");
        }
    }
}

using System.Net;

using BioZooCte.Packages.Web;

namespace BioZooCte.Tests.Packages.Web;

[TestClass]
public sealed class AddressKindTests
{
    [TestMethod]
    [DataRow("127.0.0.1", "loopback")]
    [DataRow("127.255.255.254", "loopback")]
    [DataRow("::1", "loopback")]
    [DataRow("::ffff:127.0.0.1", "loopback")]
    [DataRow("10.1.2.3", "private")]
    [DataRow("172.16.0.1", "private")]
    [DataRow("172.31.255.255", "private")]
    [DataRow("192.168.1.1", "private")]
    [DataRow("::ffff:192.168.1.1", "private")]
    [DataRow("64:ff9b::10.0.0.1", "private")]
    [DataRow("64:ff9b:1::10.0.0.1", "private")]
    [DataRow("64:ff9b:1::8.8.8.8", "private")]
    [DataRow("64:ff9b:1:a00:0:100::", "private")]
    [DataRow("64:ff9b:1:ffff:ffff:ffff:ffff:ffff", "private")]
    [DataRow("2002:c0a8:0101::1", "private")]
    [DataRow("169.254.169.254", "link-local")]
    [DataRow("fe80::1", "link-local")]
    [DataRow("fe80::1%2", "link-local")]
    [DataRow("fd00::1", "unique-local")]
    [DataRow("fc00::1", "unique-local")]
    [DataRow("224.0.0.1", "multicast")]
    [DataRow("ff02::1", "multicast")]
    [DataRow("0.0.0.0", "reserved")]
    [DataRow("::", "reserved")]
    [DataRow("::ffff:0:10.0.0.1", "reserved")]
    [DataRow("::ffff:0:127.0.0.1", "reserved")]
    [DataRow("::ffff:0:8.8.8.8", "reserved")]
    [DataRow("255.255.255.255", "reserved")]
    public void Of_AddressThatIsNotPublic_SaysItsKind(string address, string expected) =>
        Assert.AreEqual(expected, AddressKind.Of(IPAddress.Parse(address)));

    [TestMethod]
    [DataRow("8.8.8.8")]
    [DataRow("172.32.0.1")]
    [DataRow("172.15.255.255")]
    [DataRow("9.255.255.255")]
    [DataRow("193.62.193.80")]
    [DataRow("2001:4860:4860::8888")]
    [DataRow("::ffff:8.8.8.8")]
    [DataRow("2002:0808:0808::1")]
    [DataRow("64:ff9b::8.8.8.8")]
    [DataRow("64:ff9b:2::1")]
    public void Of_PublicAddress_IsNull(string address) => Assert.IsNull(AddressKind.Of(IPAddress.Parse(address)));
}

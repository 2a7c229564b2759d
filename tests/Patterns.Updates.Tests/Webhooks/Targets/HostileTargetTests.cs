using System.Net;
using Patterns.Updates.Webhooks.Targets;

namespace Patterns.Updates.Tests.Webhooks.Targets;

public sealed class HostileTargetTests
{
    private readonly WebhookTargetOptions _options = new();

    [Theory]
    // not https
    [InlineData("http://hooks.example.com/", WebhookTargetRefusal.NotHttps)]
    [InlineData("HTTP://hooks.example.com/", WebhookTargetRefusal.NotHttps)]
    [InlineData("ftp://hooks.example.com/", WebhookTargetRefusal.NotHttps)]
    [InlineData("gopher://hooks.example.com:70/_GET", WebhookTargetRefusal.NotHttps)]
    [InlineData("file://hooks.example.com/etc/passwd", WebhookTargetRefusal.NotHttps)]
    [InlineData("ws://hooks.example.com/", WebhookTargetRefusal.NotHttps)]
    [InlineData("ldap://hooks.example.com/", WebhookTargetRefusal.NotHttps)]
    // no URL, or one that programs read in different ways
    [InlineData("", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("hooks.example.com", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("/hooks", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("file:///etc/passwd", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("javascript:alert(1)", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("https://", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("https:///hooks", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("https://hooks.example.com\\@127.0.0.1/", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("https:\\\\127.0.0.1\\", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("https://127.0.0.1\t/", WebhookTargetRefusal.MalformedUrl)]
    [InlineData(" https://127.0.0.1/", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("https://hooks.example.com/\r\nHost: localhost", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("https://hooks.example.com/\0", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("https://①②⑦.⓪.⓪.①/", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("https://127。0。0。1/", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("https://ⓛocalhost/", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("https://127.0.0.1%00.example.com/", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("https://%31%32%37.0.0.1/", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("https://localhos%74/", WebhookTargetRefusal.MalformedUrl)]
    [InlineData("https://hooks_example..com/", WebhookTargetRefusal.MalformedUrl)]
    // user names and passwords
    [InlineData("https://hooks.example.com@127.0.0.1/", WebhookTargetRefusal.HasCredentials)]
    [InlineData("https://user:password@hooks.example.com/", WebhookTargetRefusal.HasCredentials)]
    [InlineData("https://127.0.0.1:443@hooks.example.com/", WebhookTargetRefusal.HasCredentials)]
    [InlineData("https://@hooks.example.com/", WebhookTargetRefusal.HasCredentials)]
    // ports of other services
    [InlineData("https://hooks.example.com:22/", WebhookTargetRefusal.PortNotAllowed)]
    [InlineData("https://hooks.example.com:25/", WebhookTargetRefusal.PortNotAllowed)]
    [InlineData("https://hooks.example.com:80/", WebhookTargetRefusal.PortNotAllowed)]
    [InlineData("https://hooks.example.com:0/", WebhookTargetRefusal.PortNotAllowed)]
    // names that are never public
    [InlineData("https://localhost/", WebhookTargetRefusal.HostNotPublic)]
    [InlineData("https://LOCALHOST:8443/", WebhookTargetRefusal.HostNotPublic)]
    [InlineData("https://localhost./", WebhookTargetRefusal.HostNotPublic)]
    [InlineData("https://api.localhost/", WebhookTargetRefusal.HostNotPublic)]
    [InlineData("https://localhost.localdomain/", WebhookTargetRefusal.HostNotPublic)]
    [InlineData("https://intranet/", WebhookTargetRefusal.HostNotPublic)]
    [InlineData("https://kubernetes/", WebhookTargetRefusal.HostNotPublic)]
    [InlineData("https://printer.local/", WebhookTargetRefusal.HostNotPublic)]
    [InlineData("https://metadata.google.internal/computeMetadata/v1/", WebhookTargetRefusal.HostNotPublic)]
    [InlineData("https://metadata.google.internal./", WebhookTargetRefusal.HostNotPublic)]
    [InlineData("https://router.home.arpa/", WebhookTargetRefusal.HostNotPublic)]
    [InlineData("https://service.test/", WebhookTargetRefusal.HostNotPublic)]
    [InlineData("https://kubernetes.default.svc.cluster.local/", WebhookTargetRefusal.HostNotPublic)]
    [InlineData("https://1.0.0.127.in-addr.arpa/", WebhookTargetRefusal.HostNotPublic)]
    // addresses in disguise
    [InlineData("https://2130706433/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://0x7f000001/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://017700000001/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://0177.0.0.1/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://0x7f.0.0.1/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://0x7F.0x0.0x0.0x1/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://127.1/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://127.0.1/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://127.000.000.001/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://0/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://127.0.0.1./", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://0xa9fea9fe/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://2852039166/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://0251.0376.0251.0376/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://08.8.8.8/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://256.256.256.256/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://1.2.3.4.5/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://4294967297/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://example.0x7f/", WebhookTargetRefusal.DisguisedAddress)]
    [InlineData("https://example.1/", WebhookTargetRefusal.DisguisedAddress)]
    // addresses that are not public
    [InlineData("https://127.0.0.1/", WebhookTargetRefusal.AddressNotPublic)]
    [InlineData("https://127.255.255.254:8443/", WebhookTargetRefusal.AddressNotPublic)]
    [InlineData("https://0.0.0.0/", WebhookTargetRefusal.AddressNotPublic)]
    [InlineData("https://10.0.0.1/", WebhookTargetRefusal.AddressNotPublic)]
    [InlineData("https://169.254.169.254/latest/meta-data/iam/security-credentials/", WebhookTargetRefusal.AddressNotPublic)]
    [InlineData("https://[::1]/", WebhookTargetRefusal.AddressNotPublic)]
    [InlineData("https://[::]/", WebhookTargetRefusal.AddressNotPublic)]
    [InlineData("https://[0:0:0:0:0:0:0:1]/", WebhookTargetRefusal.AddressNotPublic)]
    [InlineData("https://[::ffff:127.0.0.1]/", WebhookTargetRefusal.AddressNotPublic)]
    [InlineData("https://[::ffff:7f00:1]/", WebhookTargetRefusal.AddressNotPublic)]
    [InlineData("https://[::ffff:8.8.8.8]/", WebhookTargetRefusal.AddressNotPublic)]
    [InlineData("https://[::127.0.0.1]/", WebhookTargetRefusal.AddressNotPublic)]
    [InlineData("https://[64:ff9b::a9fe:a9fe]/", WebhookTargetRefusal.AddressNotPublic)]
    [InlineData("https://[2002:7f00:1::]/", WebhookTargetRefusal.AddressNotPublic)]
    [InlineData("https://[fd00:ec2::254]/latest/meta-data/", WebhookTargetRefusal.AddressNotPublic)]
    [InlineData("https://[fe80::1%25eth0]/", WebhookTargetRefusal.AddressNotPublic)]
    public void A_hostile_url_is_refused(string url, WebhookTargetRefusal expected)
    {
        var refused = Assert.Throws<WebhookTargetRefusedException>(() => TargetUrl.Check(url, _options));

        Assert.Equal(expected, refused.Refusal);
        Assert.Equal("webhook.target-refused", refused.Code);
    }

    [Theory]
    [InlineData("https://hooks.example.com/orders?tenant=7")]
    [InlineData("https://hooks.example.com:8443/")]
    [InlineData("HTTPS://Hooks.Example.COM/")]
    [InlineData("https://xn--bcher-kva.example.org/")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2606:4700:4700::1111]/")]
    [InlineData("https://a.b.c.d.e.example.net./x")]
    [InlineData("https://0x.example.com/")]
    [InlineData("https://hooks.example.com/@me")]
    public void A_url_of_the_public_internet_is_allowed(string url) => Assert.Equal(Uri.UriSchemeHttps, TargetUrl.Check(url, _options).Scheme);

    [Fact]
    public void A_long_url_is_refused()
    {
        var url = "https://hooks.example.com/" + new string('a', 2048 - 26);

        TargetUrl.Check(url, _options);
        Assert.Equal(WebhookTargetRefusal.MalformedUrl, Assert.Throws<WebhookTargetRefusedException>(() => TargetUrl.Check(url + "a", _options)).Refusal);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.170.2")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("192.31.196.1")]
    [InlineData("192.52.193.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.1.1")]
    [InlineData("192.175.48.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.7")]
    [InlineData("203.0.113.7")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::8.8.8.8")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:0:7f00:1::")]
    [InlineData("2001:2::1")]
    [InlineData("2001:10::1")]
    [InlineData("2001:20::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:a00:1::1")]
    [InlineData("2002:808:808::1")]
    [InlineData("2620:4f:8000::1")]
    [InlineData("3fff::1")]
    [InlineData("4000::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fd20:ce::254")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("2606:4700::5efe:a00:1")]
    [InlineData("2606:4700::200:5efe:a00:1")]
    public async Task An_answer_of_the_DNS_that_is_not_public_is_refused_alone_and_among_others(string address)
    {
        foreach (var answer in new string[][] { [address], ["8.8.8.8", address], [address, "2606:4700:4700::1111", "8.8.4.4"] })
        {
            var connector = new GuardedConnector(_options, new ScriptedResolver(answer));

            var refused = await Assert.ThrowsAsync<WebhookTargetRefusedException>(() => connector.ResolveAsync("hooks.example.com", 443, default));

            Assert.Equal(WebhookTargetRefusal.AddressNotPublic, refused.Refusal);
            Assert.Contains(IPAddress.Parse(address).ToString(), refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("126.255.255.255")]
    [InlineData("128.0.0.1")]
    [InlineData("169.253.255.255")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:200::1")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2003::1")]
    [InlineData("2606:4700:4700::1111")]
    public async Task An_address_just_beside_a_refused_range_is_public(string address)
        => Assert.Equal([IPAddress.Parse(address)], await new GuardedConnector(_options, new ScriptedResolver([address])).ResolveAsync("hooks.example.com", 443, default));

    [Fact]
    public async Task Another_answer_the_second_time_is_refused_the_second_time()
    {
        var resolver = new ScriptedResolver(["93.184.215.14"], ["169.254.169.254"]);
        var connector = new GuardedConnector(_options, resolver);

        Assert.Equal("93.184.215.14", Assert.Single(await connector.ResolveAsync("rebind.example.com", 443, default)).ToString());
        await Assert.ThrowsAsync<WebhookTargetRefusedException>(() => connector.ResolveAsync("rebind.example.com", 443, default));
        Assert.Equal(2, resolver.Asked);
    }

    [Fact]
    public async Task A_host_of_the_allow_list_may_be_anything_and_only_it()
    {
        _options.AllowedHosts.Add("localhost");
        _options.AllowedHosts.Add("hooks.test:5001");
        _options.AllowedNetworks.Add(IPNetwork.Parse("10.1.0.0/16"));

        TargetUrl.Check("http://localhost:5000/hooks", _options);
        TargetUrl.Check("http://LocalHost:80/hooks", _options);
        TargetUrl.Check("http://hooks.test:5001/", _options);
        TargetUrl.Check("https://10.1.2.3/", _options);
        Assert.Throws<WebhookTargetRefusedException>(() => TargetUrl.Check("http://hooks.test:5002/", _options));
        Assert.Throws<WebhookTargetRefusedException>(() => TargetUrl.Check("http://localhost.example.com/", _options));
        Assert.Throws<WebhookTargetRefusedException>(() => TargetUrl.Check("ftp://localhost/", _options));
        Assert.Throws<WebhookTargetRefusedException>(() => TargetUrl.Check("http://10.1.2.3/", _options));
        Assert.Throws<WebhookTargetRefusedException>(() => TargetUrl.Check("https://10.2.0.1/", _options));

        var connector = new GuardedConnector(_options, new ScriptedResolver(["127.0.0.1"]));
        Assert.Single(await connector.ResolveAsync("localhost", 5000, default));
        await Assert.ThrowsAsync<WebhookTargetRefusedException>(() => connector.ResolveAsync("hooks.example.com", 443, default));
    }
}

using System.Net;
using System.Text.RegularExpressions;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Api;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>Where the sign-in leads, in thousands of forms that an address can have: never to another host.</summary>
public sealed partial class RedirectTests() : DatabaseTests(DatabaseProvider.Sqlite)
{
    private const string Email = "first@test.local";
    private const string Password = "correct horse battery";

    private static readonly string[] s_starts = ["", "/", "//", "///", "/.", "/..", "/./", "/../", "/;", "/:", "/?", "/#", "/@", "http:", "https://", "javascript:", "data:", "~/", "?", "#"];

    private static readonly string[] s_tricks =
    [
        "", "%20", "%09", "%0a", "%0d%0a", "%00", "%2f", "%2F%2F", "%5c", "%5C%5C", "%2e%2e", "%252f%252f", "%25%32%66", "%EF%BC%8F", "%E3%80%82",
        " ", "\t", "\n", "\r\n", "\0", "\\", "\u00A0", "\u2028", "\uFF0F", "\uFF3C", "\u200B", "\u202E", "\uFEFF", "ä", "日本", "\uD83D\uDE00", "\uD800", "user:pass@",
    ];

    private static readonly string[] s_ends = ["evil.example", "/evil.example", "//evil.example/x", "///evil.example", "\\evil.example", "\\\\evil.example", "https://evil.example", "@evil.example", "evil.example:80//"];

    public static IEnumerable<string> Forms()
        => from start in s_starts
           from trick in s_tricks
           from end in s_ends
           from between in (string[])["", "/", "x/"]
           select start + between + trick + end;

    [Theory]
    [InlineData("")]
    [InlineData("/tools")]
    public void EveryForm_StaysOnOurHost_HoweverOftenItIsDecoded(string pathBase)
    {
        var root = new Uri($"https://shop.example{pathBase}/");
        var forms = Forms().SelectMany(form => (string[])[form, pathBase + form]).ToList();
        forms.Count.ShouldBeGreaterThan(10_000);
        foreach (var form in forms)
        {
            var target = ReturnUrl.Local(form, pathBase);
            target.All(char.IsAscii).ShouldBeTrue(form);
            for (var read = target; ; read = WebUtility.UrlDecode(read))
            {
                var seen = AsABrowserReadsIt(read);
                Regex.IsMatch(seen, "^(/|[a-z][a-z0-9+.-]*:)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture).ShouldBeFalse($"{form} leads to {read}");
                new Uri(root, target).ToString().ShouldStartWith(root.ToString(), Case.Sensitive, form);
                if (WebUtility.UrlDecode(read) == read)
                {
                    break;
                }
            }
        }
    }

    [Theory]
    [InlineData("/shop/production/experiments?q=größer", "/shop/production/experiments?q=gr%C3%B6%C3%9Fer")]
    [InlineData("/shop/production/experiments?q=gr%C3%B6%C3%9Fer", "/shop/production/experiments?q=gr%C3%B6%C3%9Fer")]
    [InlineData("/shop/日本", "/shop/%E6%97%A5%E6%9C%AC")]
    [InlineData("/shop?q=50%25#top", "/shop?q=50%25#top")]
    [InlineData("/shop/development/identities?identifier=CORP%5Cjohn&q=a%0Ab%252525x+y", "/shop/development/identities?identifier=CORP%5Cjohn&q=a%0Ab%252525x+y")]
    [InlineData("/shop/development/identities?traits=%7B%22a%22%3A%22say+%5C%22hi%5C%22%22%7D", "/shop/development/identities?traits=%7B%22a%22%3A%22say+%5C%22hi%5C%22%22%7D")]
    [InlineData("/shop?back=//evil.example/\\x", "/shop?back=//evil.example/%5Cx")]
    [InlineData("/shop/flags/%61bc", "/shop/flags/abc")]
    [InlineData("/%C3%BCber/x", "/%C3%BCber/x")]
    [InlineData("/%20//evil.example/x", "/")]
    [InlineData("/%09/evil.example", "/")]
    [InlineData("/%0a//evil.example", "/")]
    [InlineData("/.//evil.example", "/")]
    [InlineData("/x/..//evil.example", "/")]
    [InlineData("/%2e//evil.example", "/")]
    [InlineData("/%2f%2fevil.example", "/")]
    [InlineData("/%5cevil.example", "/")]
    [InlineData("https://evil.example", "/")]
    public async Task TheSignIn_LeadsThere(string wish, string path)
    {
        await using var server = await StartAsync();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };

        var location = await SignInAsync(browser, Uri.EscapeDataString(wish));

        location.All(char.IsAscii).ShouldBeTrue(location);
        new Uri(server.Address, location).ShouldBe(new Uri(server.Address, path));
        AsABrowserReadsIt(location).ShouldNotStartWith("//");
    }

    private Task<ApiServer> StartAsync() => ApiServer.StartAsync(Database.Options, TimeProvider.System, new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Bootstrap:AdminEmail"] = Email,
        ["Bootstrap:AdminPassword"] = Password,
    });

    private static async Task<string> SignInAsync(HttpClient browser, string wish)
    {
        var address = new Uri($"/account/sign-in?returnUrl={wish}", UriKind.Relative);
        var page = await browser.GetStringAsync(address, Cancellation);
        var fields = HiddenFields().Matches(page).ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value), StringComparer.Ordinal);
        fields["Form.Email"] = Email;
        fields["Form.Password"] = Password;
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await browser.PostAsync(address, form, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        return answer.Headers.GetValues("Location").Single();
    }

    // They drop blanks and control characters at both ends, tabs and line ends anywhere, and take a backslash for a slash.
    private static string AsABrowserReadsIt(string address)
        => new string([.. address.Where(character => character is not ('\t' or '\r' or '\n'))]).Trim([.. Enumerable.Range(0, 33).Select(code => (char)code)]).Replace('\\', '/');

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenFields();
}

using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Api;
using Microsoft.AspNetCore.Identity;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>The pages without a circuit, as a browser or a script sends their forms, behind a proxy that says where these are.</summary>
public sealed partial class SignInLimitTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V1, ActorKind.Person)
{
    private const string Email = "ada@example.com";
    private const string Password = "long enough";

    protected override IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Server:KnownProxies"] = "127.0.0.1",
        ["SignIn:AttemptsPerMinuteAndAddress"] = "12",
        ["SignIn:FailuresPerHourAndAccount"] = "10",
    };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await using var db = World.Open();
        db.Add(new Person
        {
            UserName = Email,
            NormalizedUserName = Email.ToUpperInvariant(),
            Email = Email,
            NormalizedEmail = Email.ToUpperInvariant(),
            PasswordHash = World.Get<IPasswordHasher<Person>>().HashPassword(null!, Password),
            SecurityStamp = "stamp",
            DisplayName = "Ada",
            SearchText = Person.Search("Ada", Email),
            CreatedAt = World.Clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(Cancellation);
    }

    [Theory]
    [InlineData(Email)]
    [InlineData("nobody@example.com")]
    public async Task Wrong_passwords_end_in_429_for_whoever_tries_them_and_for_nobody_else(string email)
    {
        using var stranger = Browser("198.51.100.7");
        for (var attempt = 1; attempt < 5; attempt++)
        {
            var wrong = await SignInAsync(stranger, email, "wrong");
            (wrong.Status, wrong.RetryAfter).ShouldBe((HttpStatusCode.OK, null));
            wrong.Body.ShouldContain("The e-mail address or the password is wrong.");
        }

        var locked = await SignInAsync(stranger, email, "wrong");

        (locked.Status, locked.RetryAfter).ShouldBe((HttpStatusCode.TooManyRequests, "600"));
        locked.Body.ShouldContain("Try again in 10 minutes");
        locked.Body.ShouldContain($"value=\"{email}\"");
        locked.Body.ShouldNotContain("value=\"wrong\"");
        (await SignInAsync(stranger, email, Password)).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        using var owner = Browser("203.0.113.9");
        (await SignInAsync(owner, Email, Password)).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Sign_ins_from_one_address_have_an_end_also_right_ones()
    {
        using var browser = Browser("2001:db8::1");
        using var neighbour = Browser("2001:db8::2");
        for (var attempt = 0; attempt < 12; attempt++)
        {
            (await SignInAsync(attempt % 2 == 0 ? browser : neighbour, Email, Password)).Status.ShouldBe(HttpStatusCode.Redirect);
        }

        var refused = await SignInAsync(browser, Email, Password);

        (refused.Status, refused.RetryAfter).ShouldBe((HttpStatusCode.TooManyRequests, "5"));
        refused.Body.ShouldContain("Try again in 5 seconds");
    }

    [Fact]
    public async Task Guesses_from_many_addresses_do_not_shut_out_a_browser_that_its_owner_used_before()
    {
        using var owner = Browser("203.0.113.9");
        (await SignInAsync(owner, Email, Password)).Status.ShouldBe(HttpStatusCode.Redirect);
        for (var address = 1; address <= 10; address++)
        {
            using var stranger = Browser($"198.51.100.{address}");
            (await SignInAsync(stranger, Email, "wrong")).Status.ShouldBe(HttpStatusCode.OK);
        }

        using var another = Browser("192.0.2.1");
        (await SignInAsync(another, Email, Password)).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        owner.DefaultRequestHeaders.Remove("X-Forwarded-For");
        owner.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.2");
        (await SignInAsync(owner, Email, Password)).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("person=abc&token=x")]
    [InlineData("person=&token=")]
    [InlineData("person=99999999999&token=x")]
    [InlineData("person=-1&token=x")]
    [InlineData("token=x&token=y&person=1&person=2")]
    [InlineData("")]
    public async Task A_link_that_is_none_is_used_up_like_others(string query)
    {
        using var browser = Browser("198.51.100.7");
        using var answer = await browser.GetAsync(new Uri($"/account/set-password?{query}", UriKind.Relative), Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("link");
        Server.Logged.ShouldBeEmpty();
    }

    [Fact]
    public async Task Wrong_current_passwords_end_in_429()
    {
        using var browser = Browser("198.51.100.7");
        (await SignInAsync(browser, Email, Password)).Status.ShouldBe(HttpStatusCode.Redirect);
        for (var attempt = 1; attempt < 5; attempt++)
        {
            (await ChangeAsync("wrong")).Body.ShouldContain("That is not your current password.");
        }

        var locked = await ChangeAsync("wrong");

        (locked.Status, locked.RetryAfter).ShouldBe((HttpStatusCode.TooManyRequests, "600"));
        locked.Body.ShouldContain("Try again in 10 minutes");
        (await ChangeAsync(Password)).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        Task<Answer> ChangeAsync(string current) => SendAsync(
            browser, "/account", "password", ("PasswordForm.Current", current), ("PasswordForm.New", "battery staple"));
    }

    [Theory]
    [InlineData("/account/set-password?person=1&token=forged")]
    public async Task Guessed_links_end_in_429(string address)
    {
        using var browser = Browser("198.51.100.7");
        for (var attempt = 0; attempt < 20; attempt++)
        {
            using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var refused = await browser.GetAsync(new Uri(address, UriKind.Relative), Cancellation);

        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(3));
        (await refused.Content.ReadAsStringAsync(Cancellation)).ShouldContain("Try again in 3 seconds");
    }

    private static Task<Answer> SignInAsync(HttpClient browser, string email, string password)
        => SendAsync(browser, "/account/sign-in", "sign-in", ("Form.Email", email), ("Form.Password", password));

    private static async Task<Answer> SendAsync(HttpClient browser, string address, string form, params (string Name, string Value)[] fields)
    {
        var page = await browser.GetStringAsync(new Uri(address, UriKind.Relative), Cancellation);
        using var content = new FormUrlEncodedContent(
        [
            new("_handler", form),
            new("__RequestVerificationToken", Antiforgery().Match(page).Groups["token"].Value),
            .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)),
        ]);
        using var answer = await browser.PostAsync(new Uri(address, UriKind.Relative), content, Cancellation);
        return new Answer(
            answer.StatusCode,
            answer.Headers.RetryAfter?.Delta?.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private HttpClient Browser(string address)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Server.Address };
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return browser;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Antiforgery();

    private sealed record Answer(HttpStatusCode Status, string? RetryAfter, string Body);
}

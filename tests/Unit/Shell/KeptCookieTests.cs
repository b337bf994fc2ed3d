using System.Globalization;
using System.Security.Claims;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.Passwords.UseCases;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.People.UseCases;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ExperimentAdmin.Unit.Shell;

/// <summary>A cookie that somebody kept opens nothing once its sign-in is over, neither a page nor the API.</summary>
public sealed class KeptCookieTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V2, ActorKind.Person)
{
    private const string Email = "ada@example.com";
    private const string Password = "correct horse";

    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private WebBrowser _browser = null!;
    private int _ada;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var link = (await World.Get<InvitePerson>().RunAsync(new(AccessGate.ForSystem(), Email, "Ada"), Cancellation)).Value;
        _ada = (await World.Get<SetPassword>().RunAsync(new(link, Password), Cancellation)).Value.Id;
        _browser = new WebBrowser(Server);
        await _browser.SignInAsync(Email, Password);
    }

    public override async ValueTask DisposeAsync()
    {
        _browser?.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task After_the_sign_out_it_is_refused_at_once()
    {
        var kept = _browser.Cookie;
        (await WebBrowser.OpensAsync(Server, kept)).ShouldBe((true, true));

        (await _browser.SignOutAsync()).ShouldEndWith("/account/sign-in");

        (await WebBrowser.OpensAsync(Server, kept)).ShouldBe((false, false));
        _browser.Cookie.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_another_password_only_the_browser_that_changed_it_goes_on()
    {
        using var other = await OtherAsync();

        using var changed = await _browser.PostAsync(
            "/account", "password", ("PasswordForm.Current", Password), ("PasswordForm.New", "battery staple"));

        (await changed.Content.ReadAsStringAsync(Cancellation)).ShouldContain("Other sign-ins of yours ended at once.");

        (await WebBrowser.OpensAsync(Server, _browser.Cookie)).ShouldBe((true, true));
        (await WebBrowser.OpensAsync(Server, other.Cookie)).ShouldBe((false, false));
    }

    [Fact]
    public async Task After_a_link_was_made_for_another_password_it_is_refused_at_once()
    {
        await LookedAtAsync(_browser);

        (await World.Get<CreatePasswordLink>().RunAsync(new(AccessGate.ForSystem(), _ada), Cancellation)).IsOk.ShouldBeTrue();

        (await WebBrowser.OpensAsync(Server, _browser.Cookie)).ShouldBe((false, false));
    }

    [Fact]
    public async Task After_the_deactivation_it_is_refused_at_once()
    {
        await LookedAtAsync(_browser);

        (await World.Get<DeactivatePerson>().RunAsync(new(AccessGate.ForSystem(), _ada, Deactivated: true), Cancellation)).IsOk.ShouldBeTrue();

        (await WebBrowser.OpensAsync(Server, _browser.Cookie)).ShouldBe((false, false));
    }

    [Fact]
    public async Task It_ends_thirty_days_after_the_sign_in_however_often_it_is_used()
    {
        var kept = _browser.Cookie;
        for (var day = 1; day < 30; day++)
        {
            World.Clock.AdjustTime(World.Clock.Now().AddDays(1));
            (await WebBrowser.OpensAsync(Server, kept)).ShouldBe((true, true), $"day {day}");
        }

        World.Clock.AdjustTime(World.Clock.Now().AddDays(1));

        (await WebBrowser.OpensAsync(Server, kept)).ShouldBe((false, false));
    }

    [Fact]
    public async Task It_ends_fourteen_days_after_it_was_last_used()
    {
        World.Clock.AdjustTime(World.Clock.Now().AddDays(13));
        (await WebBrowser.OpensAsync(Server, _browser.Cookie)).ShouldBe((true, true));
        World.Clock.AdjustTime(World.Clock.Now().AddDays(13));
        (await WebBrowser.OpensAsync(Server, _browser.Cookie)).ShouldBe((true, true));

        World.Clock.AdjustTime(World.Clock.Now().AddDays(14));

        (await WebBrowser.OpensAsync(Server, _browser.Cookie)).ShouldBe((false, false));
    }

    [Fact]
    public async Task After_it_was_ended_on_the_account_page_of_another_browser_it_is_refused_at_once()
    {
        using var other = await OtherAsync();
        var page = await _browser.ReadAsync("/account");
        page.ShouldContain("Firefox on Linux");
        page.ShouldContain($"title=\"{Firefox}\"");
        page.ShouldContain("From 127.0.0.1");
        page.ShouldContain("This one");

        using var ended = await _browser.PostAsync("/account", "end-session", ("EndForm.Id", await SessionAsync(Firefox)));

        (await WebBrowser.OpensAsync(Server, other.Cookie)).ShouldBe((false, false));
        (await WebBrowser.OpensAsync(Server, _browser.Cookie)).ShouldBe((true, true));
        var after = await ended.Content.ReadAsStringAsync(Cancellation);
        after.ShouldContain("The sign-in ended.");
        after.ShouldNotContain("Firefox");
        after.ShouldNotContain("End all others");
    }

    [Fact]
    public async Task After_all_others_were_ended_only_the_browser_that_did_it_goes_on()
    {
        using var second = await OtherAsync();
        using var third = await OtherAsync();

        using var ended = await _browser.PostAsync("/account", "end-other-sessions");

        (await WebBrowser.OpensAsync(Server, second.Cookie)).ShouldBe((false, false));
        (await WebBrowser.OpensAsync(Server, third.Cookie)).ShouldBe((false, false));
        (await WebBrowser.OpensAsync(Server, _browser.Cookie)).ShouldBe((true, true));
    }

    [Fact]
    public async Task Somebody_elses_sign_in_and_one_that_there_is_not_are_not_ended()
    {
        var link = (await World.Get<InvitePerson>().RunAsync(new(AccessGate.ForSystem(), "eve@example.com", "Eve"), Cancellation)).Value;
        (await World.Get<SetPassword>().RunAsync(new(link, Password), Cancellation)).IsOk.ShouldBeTrue();
        using var eve = new WebBrowser(Server);
        await eve.SignInAsync("eve@example.com", Password);
        using var other = await OtherAsync();

        foreach (var id in (string[])[await SessionAsync(Firefox), "0", "none", "-1"])
        {
            using var refused = await eve.PostAsync("/account", "end-session", ("EndForm.Id", id));
            (await refused.Content.ReadAsStringAsync(Cancellation)).ShouldContain("There is no such sign-in of yours any more");
        }

        (await eve.ReadAsync("/account")).ShouldNotContain("Firefox");
        (await WebBrowser.OpensAsync(Server, other.Cookie)).ShouldBe((true, true));
    }

    [Fact]
    public async Task A_form_of_another_site_ends_nothing()
    {
        using var other = await OtherAsync();
        using var client = Server.Anybody();
        client.Http.DefaultRequestHeaders.Add("Cookie", _browser.Cookie);
        foreach (var (path, handler) in ((string, string)[])[("/account/sign-out", ""), ("/account", "end-other-sessions"), ("/account", "end-session")])
        {
            using var form = new FormUrlEncodedContent([new("_handler", handler), new("EndForm.Id", await SessionAsync(Firefox))]);
            using var answer = await client.Http.PostAsync(new Uri(path, UriKind.Relative), form, Cancellation);
        }

        (await WebBrowser.OpensAsync(Server, other.Cookie)).ShouldBe((true, true));
        (await WebBrowser.OpensAsync(Server, _browser.Cookie)).ShouldBe((true, true));
    }

    [Fact]
    public async Task Signing_in_anew_ends_the_sign_in_that_the_browser_had()
    {
        var kept = _browser.Cookie;

        await _browser.SignInAsync(Email, Password);

        (await WebBrowser.OpensAsync(Server, kept)).ShouldBe((false, false));
        (await WebBrowser.OpensAsync(Server, _browser.Cookie)).ShouldBe((true, true));
    }

    [Theory]
    [InlineData("false", null)]
    [InlineData("true", "Wed, 01 Apr 2026 09:00:00 GMT")]
    public async Task A_browser_keeps_the_cookie_until_it_is_closed_or_until_the_lifetime_is_over(string stay, string? expires)
    {
        using var other = new WebBrowser(Server);

        using var answer = await other.PostAsync(
            "/account/sign-in", "sign-in", ("Form.Email", Email), ("Form.Password", Password), ("Form.Stay", stay));

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("experiment-admin=", StringComparison.Ordinal));
        cookie.Split("; ").FirstOrDefault(part => part.StartsWith("expires=", StringComparison.Ordinal))
            .ShouldBe(expires is null ? null : $"expires={expires}");
    }

    [Fact]
    public async Task A_cookie_from_before_there_were_sign_ins_to_look_at_is_signed_out()
    {
        var cookie = Server.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        await using var db = World.Open();
        var stamp = await db.Set<Person>().Where(person => person.Id == _ada).Select(person => person.SecurityStamp!).SingleAsync(Cancellation);
        var identity = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, $"{_ada}"), new(ClaimTypes.Name, "Ada"), new(ClaimTypes.Email, Email), new("stamp", stamp)],
            CookieAuthenticationDefaults.AuthenticationScheme);
        var ticket = new AuthenticationTicket(
            new ClaimsPrincipal(identity),
            new AuthenticationProperties { IssuedUtc = World.Clock.GetUtcNow(), ExpiresUtc = World.Clock.GetUtcNow().AddDays(1) },
            CookieAuthenticationDefaults.AuthenticationScheme);

        (await WebBrowser.OpensAsync(Server, $"{cookie.Cookie.Name}={cookie.TicketDataFormat.Protect(ticket)}")).ShouldBe((false, false));
    }

    [Fact]
    public async Task Nothing_in_the_database_is_what_the_cookie_carries()
    {
        var options = Server.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme);
        var carried = SessionClaims.Session(options.TicketDataFormat.Unprotect(_browser.Cookie.Split('=', 2)[1])!.Principal)!;

        await using var db = World.Open();
        var row = await db.Set<Session>().SingleAsync(session => session.Id == carried.Id, Cancellation);
        row.Hash.ShouldBe(Secret.Hash(carried.Secret));
        carried.Secret.Length.ShouldBeGreaterThanOrEqualTo(32);
        new[] { row.Hash, row.Stamp, row.Address, row.UserAgent }.ShouldAllBe(text => !text.Contains(carried.Secret, StringComparison.Ordinal));
        (await World.Get<SessionReads>().FindAsync(carried with { Secret = row.Hash }, Cancellation)).ShouldBeNull("the hash opens nothing");
    }

    [Fact]
    public async Task A_file_that_everybody_gets_is_no_use_of_a_sign_in()
    {
        var (id, noon) = (int.Parse(await SessionAsync(string.Empty), CultureInfo.InvariantCulture), World.Clock.Now());
        World.Clock.AdjustTime(noon.AddHours(1));
        using var client = Server.Anybody();
        client.Http.DefaultRequestHeaders.Add("Cookie", _browser.Cookie);

        (await client.Http.GetStringAsync(new Uri("css/app.css", UriKind.Relative), Cancellation)).ShouldNotBeEmpty();

        Server.Services.GetRequiredService<SessionUses>().Noted(id).ShouldNotBe(World.Clock.Now());
        _ = await _browser.ReadAsync("/account");
        Server.Services.GetRequiredService<SessionUses>().Noted(id).ShouldBe(World.Clock.Now());
    }

    // Somebody at another browser, who has looked at a page.
    private async Task<WebBrowser> OtherAsync()
    {
        var other = new WebBrowser(Server, Firefox);
        await other.SignInAsync(Email, Password);
        await LookedAtAsync(other);
        return other;
    }

    private async Task LookedAtAsync(WebBrowser browser)
    {
        _ = await browser.ReadAsync("/account");
        (await WebBrowser.OpensAsync(Server, browser.Cookie)).ShouldBe((true, true));
    }

    private async Task<string> SessionAsync(string userAgent)
    {
        await using var db = World.Open();
        var id = await db.Set<Session>().Where(session => session.PersonId == _ada && session.UserAgent == userAgent)
            .OrderBy(session => session.Id).Select(session => session.Id).FirstAsync(Cancellation);
        return id.ToString(CultureInfo.InvariantCulture);
    }
}

using Bunit;
using ExperimentAdmin.App.Features.Settings.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.UseCases;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features.Settings;

public sealed class ConnectPageTests : WorkspaceTestContext
{
    private readonly CountedCommands _counted = new();

    [Fact]
    public async Task WithoutAKey_SaysWhoCanMakeOne()
        => (await OpenAsync(Role.Viewer, "")).Markup.ShouldContain("Ask an administrator to make one.");

    [Theory]
    [InlineData("", "curl")]
    [InlineData("?sdk=python", "get_identity_flags")]
    [InlineData("?sdk=openfeature", "OFREPProvider")]
    [InlineData("?sdk=nonsense", "curl")]
    public async Task TheCode_IsThatOfTheLanguageInTheAddress_WithTheKeyAndAFlagOfTheProject(string query, string expected)
    {
        var key = await CreateKeyAsync(EnvironmentKeyKind.Client);

        var code = (await OpenAsync(Role.Viewer, query)).Find("pre").TextContent;

        code.ShouldContain(expected);
        code.ShouldContain(key);
        code.ShouldContain("http://localhost");
    }

    [Theory]
    [InlineData(FlagValueType.String, "text", "getStringDetails('a_flag', 'default', { targetingKey: 'user_1' })")]
    [InlineData(FlagValueType.Integer, "50", "getNumberDetails('a_flag', 0, { targetingKey: 'user_1' })")]
    [InlineData(FlagValueType.Boolean, "true", "getBooleanDetails('a_flag', false, { targetingKey: 'user_1' })")]
    [InlineData(FlagValueType.String, null, "getBooleanDetails('a_flag', false, { targetingKey: 'user_1' })")]
    public async Task OpenFeature_AsksForAFlagThatTheKeySees_ByItsType(FlagValueType type, string? value, string expected)
    {
        _ = await CreateKeyAsync(EnvironmentKeyKind.Client);
        await CreateFlagAsync("a_disabled", FlagValueType.String, "text");
        await CreateFlagAsync("a_first", FlagValueType.String, "text", enabled: true, serverKeyOnly: true);
        await CreateFlagAsync("a_flag", type, value, enabled: true);

        (await OpenAsync(Role.Viewer, "?sdk=openfeature")).Find("pre").TextContent.ShouldContain(expected);
    }

    [Theory]
    [InlineData("curl"), InlineData("browser"), InlineData("node"), InlineData("python"), InlineData("dotnet"), InlineData("java"), InlineData("go"), InlineData("openfeature")]
    public async Task NoCode_SendsATraitThatTheLookupDoesNotKnow(string sdk)
    {
        _ = await CreateKeyAsync(EnvironmentKeyKind.Client);

        var page = await OpenAsync(Role.Viewer, $"?sdk={sdk}");

        page.Find("pre").TextContent.ShouldContain("user_1");
        page.Find("pre").TextContent.ShouldNotContain("plan");
        page.Find("pre").TextContent.ShouldNotContain("traits");
    }

    [Fact]
    public async Task WithServerKeysOnly_SaysWhyThereIsNoCode()
    {
        _ = await CreateKeyAsync(EnvironmentKeyKind.Server);

        var page = await OpenAsync(Role.Administrator, "");

        page.FindAll("pre").ShouldBeEmpty();
        page.Markup.ShouldContain("Make a client key to get it.");
    }

    [Fact]
    public async Task AServerKey_IsNeverShown()
    {
        await CreateKeyAsync(EnvironmentKeyKind.Client);
        var secret = await CreateKeyAsync(EnvironmentKeyKind.Server);

        (await OpenAsync(Role.Administrator, "")).Markup.ShouldNotContain(secret);
    }

    [Fact]
    public async Task BeforeTheFirstRequest_ItWaits()
    {
        await CreateKeyAsync(EnvironmentKeyKind.Client);

        (await OpenAsync(Role.Viewer, "")).Find("[data-testid=last-request]").TextContent.ShouldContain("No application asked yet.");
    }

    [Fact]
    public async Task OfTheLastRequest_TheBadgeAloneIsReadOut()
    {
        var page = await OpenAsync(Role.Viewer, "");

        page.WaitForAssertion(() => Badge(page).ShouldBe("Waiting"));
    }

    [Fact]
    public async Task TheFirstRequest_ShowsByItself_AndSoDoesTheSilenceAfterIt()
    {
        var page = await OpenAsync(Role.Viewer, "");
        page.WaitForAssertion(() => Badge(page).ShouldBe("Waiting"));
        await page.InvokeAsync(() => { }); // By its turn, the card follows what it shows.

        Services.GetRequiredService<RequestCounts>().CountRequest(World.EnvironmentId, RequestKind.Flags, "shop/1.0");
        page.WaitForAssertion(() => Badge(page).ShouldBe("Connected"));
        page.Find("[data-testid=last-request] .agent").TextContent.ShouldBe("shop/1.0");
        World.Clock.Advance(TimeSpan.FromSeconds(90));

        page.WaitForAssertion(() => Badge(page).ShouldBe("Quiet"));
    }

    [Fact]
    public async Task ARequestToAnotherProcess_ShowsAsSoonAsThatHasWrittenItDown_AndBeforeItTheDatabaseIsNotAskedAgain()
    {
        var page = await OpenWaitingAsync();
        var before = _counted.Commands.Count;
        World.Clock.Advance(TimeSpan.FromSeconds(9));
        await page.InvokeAsync(() => { });
        _counted.Commands.Count.ShouldBe(before);
        await ElsewhereAsync("worker/2");

        World.Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Badge(page).ShouldBe("Connected"));
        page.Find("[data-testid=last-request] .agent").TextContent.ShouldBe("worker/2");
    }

    [Fact]
    public async Task WhatItWasTold_ComesFromMemory_AndTheDatabaseIsAskedOnceMore_BeforeItSaysQuiet()
    {
        var page = await OpenWaitingAsync();
        var counts = Services.GetRequiredService<RequestCounts>();
        var before = _counted.Commands.Count;
        for (var second = 0; second < 60; second++)
        {
            counts.CountRequest(World.EnvironmentId, RequestKind.Flags, $"shop/{second}");
            World.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        page.WaitForAssertion(() => page.Find("[data-testid=last-request] .agent").TextContent.ShouldBe("shop/59"));
        World.Clock.Advance(TimeSpan.FromSeconds(80));
        await page.InvokeAsync(() => { });
        (Badge(page), _counted.Commands.Count).ShouldBe(("Connected", before));
        World.Clock.Advance(TimeSpan.FromSeconds(9));
        page.WaitForAssertion(() => Badge(page).ShouldBe("Quiet"));
        _counted.Commands.Count.ShouldBeGreaterThan(before);
        await page.InvokeAsync(() => { });

        await ElsewhereAsync("worker/3");
        World.Clock.Advance(TimeSpan.FromSeconds(10));

        page.WaitForAssertion(() => page.Find("[data-testid=last-request] .agent").TextContent.ShouldBe("worker/3"));
        counts.CountRequest(World.EnvironmentId, RequestKind.Flags, "shop/60");
        page.WaitForAssertion(() => Badge(page).ShouldBe("Connected"));
    }

    [Fact]
    public async Task ARequestElsewhereInTheProject_IsNotShown_AndAPageThatIsGoneAsksNothing()
    {
        var page = await OpenWaitingAsync();
        var counts = Services.GetRequiredService<RequestCounts>();
        counts.CountRequest(World.EnvironmentId + 1, RequestKind.Flags, "other/1.0");
        await page.InvokeAsync(() => { });
        Badge(page).ShouldBe("Waiting");
        var before = _counted.Commands.Count;

        await DisposeComponentsAsync();

        counts.CountRequest(World.EnvironmentId, RequestKind.Flags, "shop/1.0");
        World.Clock.Advance(TimeSpan.FromHours(1));
        _counted.Commands.Count.ShouldBe(before);
    }

    private async Task<IRenderedComponent<ConnectPage>> OpenWaitingAsync()
    {
        Services.AddSingleton<IDbContextFactory<AppDbContext>>(new CountedContexts(Database, _counted));
        var page = await OpenAsync(Role.Viewer, "");
        page.WaitForAssertion(() => Badge(page).ShouldBe("Waiting"));
        await page.InvokeAsync(() => { }); // By its turn, the card follows what it shows.
        return page;
    }

    // As another process writes it.
    private async Task ElsewhereAsync(string userAgent)
    {
        await using var db = World.Open();
        db.Add(new LastRequest { EnvironmentId = World.EnvironmentId, At = World.Clock.Now(), Kind = RequestKind.Document, UserAgent = userAgent });
        await db.SaveChangesAsync(Cancellation);
    }

    private sealed class CountedContexts(TestDatabase database, CountedCommands counted) : IDbContextFactory<AppDbContext>
    {
        public AppDbContext CreateDbContext() => database.CreateDbContext(counted);
    }

    private static string Badge(IRenderedComponent<ConnectPage> page)
        => page.Find("[data-testid=last-request] [role=status]").TextContent.Trim();

    private async Task<string> CreateKeyAsync(EnvironmentKeyKind kind)
        => (await World.Get<CreateEnvironmentKey>().RunAsync(
            new(await World.AccessAsync(Role.Administrator), World.EnvironmentId, kind, "App"), Cancellation)).Value.Token;

    private async Task CreateFlagAsync(string name, FlagValueType type, string? value, bool enabled = false, bool serverKeyOnly = false)
        => (await World.Get<CreateFeature>().RunAsync(
            new(World.Manager, name, type) { InitialValue = value, DefaultEnabled = enabled, ServerKeyOnly = serverKeyOnly }, Cancellation))
            .IsOk.ShouldBeTrue();

    private Task<IRenderedComponent<ConnectPage>> OpenAsync(Role role, string query)
        => OpenAsync<ConnectPage>(role, $"settings/connect{query}", parameters => parameters
            .Add(page => page.ProjectSlug, "shop").Add(page => page.EnvironmentSlug, "production"));
}

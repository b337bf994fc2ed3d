using Bunit;
using ExperimentAdmin.App.Features.Settings.Pages;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Flags.UseCases;
using ExperimentAdmin.Core.Serving;
using ExperimentAdmin.Core.Serving.Domain;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Features.Settings;

public sealed class ConnectPageTests : WorkspaceTestContext
{
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
        World.Clock.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => Badge(page).ShouldBe("Connected"));
        page.Find("[data-testid=last-request] .agent").TextContent.ShouldBe("shop/1.0");
        World.Clock.Advance(TimeSpan.FromSeconds(90));

        page.WaitForAssertion(() => Badge(page).ShouldBe("Quiet"));
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

using Bunit;
using ExperimentAdmin.App.Features.Settings.Pages;
using ExperimentAdmin.Core.Access.Domain;
using ExperimentAdmin.Core.Flags.Domain;
using ExperimentAdmin.Core.Flags.UseCases;

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

    private async Task<string> CreateKeyAsync(EnvironmentKeyKind kind)
        => (await World.Get<CreateEnvironmentKey>().RunAsync(
            new(await World.AccessAsync(Role.Administrator), World.EnvironmentId, kind, "App"), Cancellation)).Value.Token;

    private Task<IRenderedComponent<ConnectPage>> OpenAsync(Role role, string query)
        => OpenAsync<ConnectPage>(role, $"settings/connect{query}", parameters => parameters
            .Add(page => page.ProjectSlug, "shop").Add(page => page.EnvironmentSlug, "production"));
}

using AngleSharp.Dom;
using Bunit;
using ExperimentAdmin.App.Features.Settings.Pages;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Keys;
using ExperimentAdmin.Core.Access.Keys.UseCases;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Features.Settings;

public sealed class ApiKeysPageTests : SignedInTestContext
{
    private const string List = "settings/api-keys";

    [Fact]
    public async Task ANewKey_IsShownOnce_WithACommandThatUsesIt()
    {
        var form = await OpenAsync<NewApiKeyPage>(Role.Administrator, $"{List}/new");
        await NameAsync(form, "Release pipeline");
        await form.InvokeAsync(() => form.FindAll("[type=radio]")[2].ClickAsync());
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());

        var token = form.Find(".token").TextContent;

        token.ShouldStartWith("eak.");
        form.Find("[role=status]").TextContent.ShouldContain("only this once");
        form.Find(".trial").TextContent.ShouldBe(
            $"curl -H \"Authorization: Api-Key {token}\" \"http://localhost/api/v1/environments/key_Production/experiments/\"");
        form.FindAll("form").ShouldBeEmpty();
        (await World.Get<ManagementKeySignIn>().FindAsync(token, Cancellation)).ShouldBeOfType<KeySignIn.Found>();
        var row = (await OpenAsync<ApiKeysPage>(Role.Administrator, List)).Find("tbody tr");
        row.TextContent.ShouldContain("Release pipeline");
        row.TextContent.ShouldContain("Product manager");
        row.TextContent.ShouldContain("Never used");
        row.OuterHtml.ShouldNotContain(token);
    }

    [Fact]
    public async Task ARefusal_KeepsWhatWasEntered()
    {
        var form = await OpenAsync<NewApiKeyPage>(Role.Administrator, $"{List}/new");
        await form.InvokeAsync(() => form.FindAll("[type=radio]")[1].ClickAsync());
        await ChooseEndAsync(form, "On a day of your choice");
        await form.InvokeAsync(() => form.Find("#field-expires-at").InputAsync(new() { Value = "2026-03-01" }));
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());

        form.FindAll(".summary li").Select(line => line.TextContent.Trim()).ShouldBe(
            ["Give the key a name.", "The key would have expired already. Choose a later end, or none."]);
        form.FindAll("[type=radio]")[1].IsChecked().ShouldBeTrue();
        form.Find("#field-expires-at").GetAttribute("value").ShouldBe("2026-03-01");
        form.FindAll(".token").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("In 30 days, on 1 April 2026", null, "2026-04-01T09:00:00")]
    [InlineData("On a day of your choice", "2026-03-05", "2026-03-06T00:00:00")]
    [InlineData("Never", null, null)]
    public async Task TheEnd_IsWhatWasChosen(string end, string? day, string? expected)
    {
        var form = await OpenAsync<NewApiKeyPage>(Role.Administrator, $"{List}/new");
        await NameAsync(form, "Release pipeline");
        await ChooseEndAsync(form, end);
        if (day is not null)
        {
            await form.InvokeAsync(() => form.Find("form").SubmitAsync());
            form.Find(".summary").TextContent.ShouldContain("Choose the last day.");
            await form.InvokeAsync(() => form.Find("#field-expires-at").InputAsync(new() { Value = day }));
        }

        await form.InvokeAsync(() => form.Find("form").SubmitAsync());

        var state = (await OpenAsync<ApiKeysPage>(Role.Administrator, List)).Find("tbody tr .mud-chip").Closest("td")!;
        state.QuerySelector("time")?.GetAttribute("datetime")?[..19].ShouldBe(expected);
        state.QuerySelectorAll("time").Length.ShouldBe(expected is null ? 0 : 1);
    }

    [Fact]
    public async Task RevokingAKey_SaysItsEffect_AndShowsWhoDidIt()
    {
        var key = await MakeAsync("Release pipeline");
        var page = await OpenAsync<ApiKeysPage>(Role.Administrator, List);

        await page.InvokeAsync(() => page.Find("tbody button").ClickAsync());
        Dialogs.Find("[role=dialog]").TextContent.ShouldContain("every request with it is refused");
        Dialogs.Find("[role=dialog]").TextContent.ShouldContain("It was never used.");
        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        Dialogs.FindAll("[role=dialog]").ShouldBeEmpty();
        page.Find("tbody tr").TextContent.ShouldContain("by Administrator");
        page.FindAll("tbody button").ShouldBeEmpty();
        (await World.Get<ManagementKeySignIn>().FindAsync(key.Token, Cancellation)).ShouldBeOfType<KeySignIn.Revoked>();
    }

    [Fact]
    public async Task AKeyThatSomebodyElseRevoked_IsSaid_InTheDialog()
    {
        var key = await MakeAsync("Release pipeline");
        var page = await OpenAsync<ApiKeysPage>(Role.Administrator, List);
        await page.InvokeAsync(() => page.Find("tbody button").ClickAsync());
        (await World.Get<RevokeManagementKey>().RunAsync(new(await ScopeAsync(), key.Id), Cancellation)).Error.ShouldBeNull();

        await page.InvokeAsync(() => Dialogs.Find("[role=dialog] form").SubmitAsync());

        Dialogs.Find("[role=dialog] [role=alert]").TextContent.ShouldContain("was revoked already");
    }

    [Fact]
    public async Task TabsAndSearch_FindKeys()
    {
        _ = await MakeAsync("Release pipeline");
        var old = await MakeAsync("Old report");
        (await World.Get<RevokeManagementKey>().RunAsync(new(await ScopeAsync(), old.Id), Cancellation)).Error.ShouldBeNull();

        Names(await OpenAsync<ApiKeysPage>(Role.Administrator, $"{List}?state=revoked")).ShouldBe(["Old report"]);
        Names(await OpenAsync<ApiKeysPage>(Role.Administrator, $"{List}?q=PIPE")).ShouldBe(["Release pipeline"]);
        var nothing = await OpenAsync<ApiKeysPage>(Role.Administrator, $"{List}?q=pipe&state=expired");
        nothing.Find(".empty").TextContent.ShouldContain("Clear the search");
        nothing.Find(".empty").TextContent.ShouldContain("Show all keys");
    }

    [Fact]
    public async Task WithoutKeys_TheNextStepIsOffered()
        => (await OpenAsync<ApiKeysPage>(Role.Administrator, List)).Find(".empty a").GetAttribute("href").ShouldBe("shop/production/settings/api-keys/new");

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.ProductManager)]
    public async Task WhoIsNoAdministrator_SeesNoKeys_AndNoForm(Role role)
    {
        _ = await MakeAsync("Release pipeline");

        var list = await OpenAsync<ApiKeysPage>(role, List);
        var form = await OpenAsync<NewApiKeyPage>(role, $"{List}/new");

        list.Markup.ShouldNotContain("Release pipeline");
        list.Find(".mud-alert").TextContent.ShouldContain("Only an administrator of Shop sees this");
        form.FindAll("form").ShouldBeEmpty();
        form.FindAll(".mud-alert").Count.ShouldBe(1);
    }

    [Fact]
    public async Task TheInstance_ShowsTheKeysOfEveryProject_AndMakesItsOwn()
    {
        _ = await MakeAsync("Release pipeline");
        await SignInAsync(Role.Administrator, isInstanceAdministrator: true);
        Navigation.NavigateTo("instance/api-keys/new");
        var form = Render<NewInstanceApiKeyPage>();
        await NameAsync(form, "Backup");
        await form.InvokeAsync(() => form.Find("form").SubmitAsync());
        form.Find(".trial").TextContent.ShouldContain("/environments/ENVIRONMENT_KEY/");

        Navigation.NavigateTo("instance/api-keys");
        var page = Render<InstanceApiKeysPage>();

        page.FindAll("tbody tr").Select(row => row.QuerySelectorAll("td")[1].TextContent).ShouldBe(["Every project", "Shop"]);
    }

    [Fact]
    public async Task WhoDoesNotManageTheInstance_IsTurnedAway_EvenIfTheyGetHere()
    {
        await SignInAsync(Role.Administrator);

        Render<InstanceApiKeysPage>().Find("[role=alert]").TextContent.ShouldContain("Only an instance administrator can do this");
        Render<NewInstanceApiKeyPage>().FindAll("form").ShouldBeEmpty();
    }

    private static IEnumerable<string> Names(IRenderedComponent<ApiKeysPage> page)
        => page.FindAll("tbody .name").Select(name => name.TextContent);

    private static Task NameAsync<TPage>(IRenderedComponent<TPage> form, string name)
        where TPage : Microsoft.AspNetCore.Components.IComponent
        => form.InvokeAsync(() => form.Find("#field-name").InputAsync(new() { Value = name }));

    private Task ChooseEndAsync(IRenderedComponent<NewApiKeyPage> form, string end) => SelectAsync(form, "#field-expiry", end);

    private async Task<NewManagementKey> MakeAsync(string name)
        => (await World.Get<CreateManagementKey>().RunAsync(new(await ScopeAsync(), name, Role.Viewer), Cancellation)).Value;

    private async Task<ManagementKeyScope> ScopeAsync() => new(await World.AccessAsync(Role.Administrator));
}

using Bunit;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Frame.Navigation;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Shell;

/// <summary>What is found; opening and the keys are the browser's half.</summary>
public sealed class PaletteTests : WorkspaceTestContext
{
    // Longer than the palette waits for more letters.
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(1);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        this.AddAuthorization();
    }

    [Fact]
    public async Task BeforeAnythingIsTyped_ItOffersThePages()
    {
        var palette = await PaletteAsync(Role.ProductManager);

        Titles(palette).ShouldBe(["Pages"]);
        Texts(palette).ShouldContain("Audit log");
        Texts(palette).ShouldContain("New experiment");
        palette.Find("[role=combobox]").GetAttribute("aria-controls").ShouldBe(palette.Find("[role=listbox]").Id);
        palette.FindAll("[role=option]").Select(option => option.Id).ShouldBeUnique();
    }

    [Theory]
    [InlineData(Role.Viewer, false)]
    [InlineData(Role.Support, false)]
    [InlineData(Role.ProductManager, true)]
    public async Task WhatARoleMayNotMake_IsNotOffered(Role role, bool offered)
        => Texts(await PaletteAsync(role)).Contains("New experiment").ShouldBe(offered);

    [Theory]
    [InlineData(Role.ProductManager, false)]
    [InlineData(Role.Administrator, true)]
    public async Task ApiKeys_AreOfferedToThoseWhoManageThem(Role role, bool offered)
    {
        var palette = await PaletteAsync(role);

        palette.FindAll("[role=option]").Any(option => option.GetAttribute("href") == "shop/production/settings/api-keys").ShouldBe(offered);
    }

    [Fact]
    public async Task AFewLetters_FindPagesExperimentsAndFlags()
    {
        var id = await World.CreateExperimentAsync(start: true, name: "Flags at the checkout");
        var palette = await PaletteAsync(Role.Viewer);

        await TypeAsync(palette, "FLAG");
        Titles(palette).ShouldBe(["Pages", "Experiments"]);
        await TypeAsync(palette, "check");

        Titles(palette).ShouldBe(["Experiments", "Flags"]);
        palette.FindAll("[role=option]").Select(option => option.GetAttribute("href"))
            .ShouldBe([$"shop/production/experiments/{id}", "shop/production/flags/checkout_button"]);
        palette.Find("[role=option]").TextContent.ShouldContain("running");
        palette.Find("[role=status]").TextContent.ShouldBe("2 results for check");
        palette.Find("[data-for]").GetAttribute("data-for").ShouldBe("check");
    }

    [Fact]
    public async Task WhatNothingIsCalled_IsSaid()
    {
        var palette = await PaletteAsync(Role.Viewer);

        await TypeAsync(palette, "zzz");

        palette.FindAll("[role=option], [role=listbox]").ShouldBeEmpty();
        palette.Find("[role=combobox]").GetAttribute("aria-expanded").ShouldBe("false");
        palette.Find(".nothing").TextContent.ShouldContain("“zzz”");
        palette.Find("[role=status]").TextContent.ShouldBe("0 results for zzz");
    }

    [Fact]
    public async Task WhileMoreIsTyped_OnlyTheNewestCounts()
    {
        await World.CreateExperimentAsync(name: "First");
        var palette = await PaletteAsync(Role.Viewer);

        var first = await palette.BeginAsync("[role=combobox]", "fir");
        var second = await palette.BeginAsync("[role=combobox]", "zzz");
        World.Clock.Advance(s_rest);
        await Task.WhenAll(first, second);

        palette.Find("[data-for]").GetAttribute("data-for").ShouldBe("zzz");
        palette.FindAll("[role=option]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Closing_ForgetsWhatWasTyped()
    {
        var palette = await PaletteAsync(Role.Viewer);
        await TypeAsync(palette, "zzz");

        await palette.InvokeAsync(() => palette.Find("dialog").TriggerEventAsync("onclose", EventArgs.Empty));

        palette.Find("[role=combobox]").GetAttribute("value").ShouldBeNullOrEmpty();
        Titles(palette).ShouldBe(["Pages"]);
    }

    [Fact]
    public void OutsideOfAnyEnvironment_ItOffersWhatIsThere()
        => Texts(Render<Palette>(parameters => parameters.Add(palette => palette.Location, new WorkspaceLocation()))).ShouldBe(["Management API", "Account and password"]);

    private static IEnumerable<string> Titles(IRenderedComponent<Palette> palette)
        => palette.FindAll("[role=group]").Select(group => group.GetAttribute("aria-label")!);

    private static IReadOnlyList<string> Texts(IRenderedComponent<Palette> palette)
        => [.. palette.FindAll("[role=option] .name").Select(name => name.TextContent)];

    private async Task TypeAsync(IRenderedComponent<Palette> palette, string text)
    {
        var typing = await palette.BeginAsync("[role=combobox]", text);
        World.Clock.Advance(s_rest);
        await typing;
    }

    private async Task<IRenderedComponent<Palette>> PaletteAsync(Role role)
    {
        var here = await WorkspaceAsync(role);
        return Render<Palette>(parameters => parameters.Add(
            palette => palette.Location, new WorkspaceLocation { Actor = here.Access.Actor, IsInEnvironment = true, Workspace = here, Around = here }));
    }
}

using AngleSharp.Dom;
using Bunit;
using ExperimentAdmin.App.Shell.Api;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.App.Ui;
using ExperimentAdmin.App.Ui.Forms;
using ExperimentAdmin.App.Ui.Lists;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Components.Ui;

public sealed class ListPartsTests : PartTestContext
{
    [Fact]
    public void Pager_KeepsTheRestOfTheAddress()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("list?search=big&page=3");

        var pager = Pager(number: 3, total: 312);

        pager.Find("[role=status]").TextContent.ShouldBe("51–75 of 312 experiments");
        Href(pager.Find("[rel=prev]")).ShouldEndWith("list?search=big&page=2");
        Href(pager.Find("[aria-label='Page 1']")).ShouldEndWith("list?search=big");
        pager.Find("[aria-current=page]").TextContent.ShouldBe("3");
        pager.FindAll("li").Select(item => item.TextContent.Trim()).ShouldBe(["1", "2", "3", "4", "…", "13"]);
    }

    [Fact]
    public void Pager_AtTheEnds_LeadsNowhereElse()
    {
        var pager = Pager(number: 1, total: 30);

        pager.Find("[rel=prev]").GetAttribute("aria-disabled").ShouldBe("true");
        pager.Find("[rel=prev]").HasAttribute("href").ShouldBeFalse();
    }

    [Fact]
    public void Pager_OfOnePage_OnlyCounts()
    {
        var pager = Pager(number: 1, total: 1);

        pager.Find("[role=status]").TextContent.ShouldBe("1 experiment");
        pager.FindAll("nav").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("name", "ascending", "sort=-name")]
    [InlineData("-name", "descending", "sort=name")]
    [InlineData("started", null, "sort=name")]
    public void SortHeader_TurnsTheOrderRound_AndGoesBackToTheFirstPage(string sort, string? said, string next)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"list?sort={sort}&page=4");

        var header = Render<SortHeader>(parameters => parameters
            .Add(part => part.Text, "Name").Add(part => part.Key, "name").Add(part => part.Sort, sort));

        header.Find("th").GetAttribute("aria-sort").ShouldBe(said);
        Href(header.Find("a")).ShouldEndWith($"list?{next}");
    }

    [Fact]
    public async Task SearchBox_TellsWhenTheTypingRests_Once()
    {
        var told = new List<string?>();
        var box = Render<SearchBox>(parameters => parameters
            .Add(part => part.Label, "Search experiments").Add(part => part.ValueChanged, told.Add));

        var first = await box.BeginAsync("input", "bi");
        Clock.Advance(SearchBox.Rest - TimeSpan.FromMilliseconds(1));
        var second = await box.BeginAsync("input", "big");
        Clock.Advance(SearchBox.Rest - TimeSpan.FromMilliseconds(1));
        await first;
        told.ShouldBeEmpty();
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await second;
        await box.InvokeAsync(() => box.Find("input").KeyDownAsync("Enter"));

        told.ShouldBe(["big"]);
    }

    [Fact]
    public async Task SearchBox_OnEnter_TellsAtOnce_AndEmptyIsNothing()
    {
        var told = new List<string?>();
        var box = Render<SearchBox>(parameters => parameters
            .Add(part => part.Label, "Search experiments").Add(part => part.Value, "big").Add(part => part.ValueChanged, told.Add));

        await box.SearchAsync("input", "");

        told.ShouldBe([null]);
    }

    [Fact]
    public void SearchBox_FollowsTheAddress_ButNotItsOwnEcho()
    {
        var box = Render<SearchBox>(parameters => parameters.Add(part => part.Label, "Search").Add(part => part.Value, "big"));

        box.Render(parameters => parameters.Add(part => part.Value, null));

        box.Find("input").GetAttribute("value").ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task SearchBox_OnASlowConnection_KeepsWhatIsTypedWhileOlderTextsComeBack()
    {
        var told = new List<string?>();
        var box = Render<SearchBox>(parameters => parameters
            .Add(part => part.Label, "Search").Add(part => part.ValueChanged, told.Add));
        await box.SearchAsync("input", "b");
        await box.SearchAsync("input", "bi");
        var typing = await box.BeginAsync("input", "big");

        box.Render(parameters => parameters.Add(part => part.Label, "Search again"));
        box.Find("input").GetAttribute("value").ShouldBe("big");
        box.Render(parameters => parameters.Add(part => part.Value, "b"));
        box.Find("input").GetAttribute("value").ShouldBe("big");
        box.Render(parameters => parameters.Add(part => part.Value, "bi"));
        box.Find("input").GetAttribute("value").ShouldBe("big");
        Clock.Advance(SearchBox.Rest);
        await typing;
        box.Render(parameters => parameters.Add(part => part.Value, "big"));
        box.Render(parameters => parameters.Add(part => part.Value, "b"));

        box.Find("input").GetAttribute("value").ShouldBe("b");
        told.ShouldBe(["b", "bi", "big"]);
    }

    [Fact]
    public void ErrorSummary_LinksToTheFields_AndTakesTheFocus()
    {
        var errors = new FormErrors(new Error.Invalid("x", "Give it a name.", "name"), new Error.Conflict("y", "Somebody was faster."));

        var summary = Render<ErrorSummary>(parameters => parameters.Add(part => part.Errors, errors));

        Href(summary.Find("a")).ShouldEndWith("#field-name");
        summary.FindAll("li").Select(item => item.TextContent.Trim()).ShouldBe(["Give it a name.", "Somebody was faster."]);
        JSInterop.Invocations["focus"].Count.ShouldBe(1);
    }

    [Fact]
    public void ErrorSummary_ThatGetsShorter_LeavesTheFocusWhereItIs()
    {
        var errors = new FormErrors(new Error.Invalid("x", "Give it a name.", "name"), new Error.Invalid("y", "Why?", "hypothesis"));
        var summary = Render<ErrorSummary>(parameters => parameters.Add(part => part.Errors, errors));

        summary.Render(parameters => parameters.Add(part => part.Errors, errors.Without("name")));

        summary.FindAll("li").Count.ShouldBe(1);
        JSInterop.Invocations["focus"].Count.ShouldBe(1);
    }

    [Fact]
    public void Field_WiresHintAndError()
    {
        var field = Render<TextField>(parameters => parameters
            .Add(part => part.Name, "rules[0].value").Add(part => part.Label, "Value").Add(part => part.Hint, "A number.")
            .Add(part => part.Error, "Not a number.").Add(part => part.Required, true));

        var input = field.Find("input");
        input.Id.ShouldBe("field-rules-0--value");
        field.Find("label").GetAttribute("for").ShouldBe(input.Id);
        input.GetAttribute("aria-invalid").ShouldBe("true");
        input.GetAttribute("aria-required").ShouldBe("true");
        input.GetAttribute("aria-describedby")!.Split(' ').Select(id => field.Find($"#{id}").TextContent.Trim())
            .ShouldBe(["A number.", "Error: Not a number."]);
    }

    [Fact]
    public void RelativeTime_HasTheExactOneForHoverAndScreenReaders()
    {
        var at = Clock.GetUtcNow().AddHours(-2);

        var time = Render<RelativeTime>(parameters => parameters.Add(part => part.At, at)).Find("time");

        time.TextContent.ShouldBe($"2 hours ago ({DisplayText.Exact(at)})");
        time.GetAttribute("title").ShouldBe(DisplayText.Exact(at));
    }

    private static string Href(IElement link) => link.GetAttribute("href")!;

    private IRenderedComponent<Pager> Pager(int number, int total) => Render<Pager>(parameters => parameters
        .Add(part => part.Number, number).Add(part => part.Pages, Math.Max(1, (total + 24) / 25)).Add(part => part.Size, 25)
        .Add(part => part.Total, total).Add(part => part.One, "experiment"));
}

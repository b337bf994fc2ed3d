using Bunit;
using ExperimentAdmin.App.Ui.Feedback;
using MudBlazor;

namespace ExperimentAdmin.Components.Ui;

public sealed class ConfirmDialogTests : PartTestContext
{
    private int _confirmed;
    private int _cancelled;

    [Fact]
    public void ItNamesItsEffect_AndWhatIsSafeComesFirst()
    {
        var dialog = Dialog();

        var title = dialog.Find($"#{dialog.Find("[role=dialog]").GetAttribute("aria-labelledby")}");
        title.TextContent.ShouldBe("End Big button?");
        dialog.FindAll("button").Select(button => button.TextContent).ShouldBe(["Cancel", "End experiment"]);
    }

    [Fact]
    public async Task Confirming_SaysSoOnce()
    {
        var dialog = Dialog();

        await dialog.InvokeAsync(() => dialog.Find("form").SubmitAsync());

        _confirmed.ShouldBe(1);
        dialog.Find("button[type=submit]").GetAttribute("form").ShouldBe(dialog.Find("form").Id);
    }

    [Fact]
    public async Task Cancelling_AsksToClose()
    {
        var dialog = Dialog();

        await dialog.InvokeAsync(() => dialog.Find("button[type=button]").ClickAsync());

        _cancelled.ShouldBe(1);
        _confirmed.ShouldBe(0);
    }

    [Fact]
    public async Task WhileItIsDone_NothingIsConfirmedTwice()
    {
        var dialog = Dialog(busy: true);

        await dialog.InvokeAsync(() => dialog.Find("form").SubmitAsync());

        _confirmed.ShouldBe(0);
    }

    [Fact]
    public void ARefusal_IsShownInside()
        => Dialog(errors: [new Error.Conflict("x", "It was paused by somebody else.")])
            .Find("[role=alert]").TextContent.ShouldContain("paused by somebody else");

    private IRenderedComponent<MudDialogProvider> Dialog(bool busy = false, IReadOnlyList<Error>? errors = null)
    {
        var dialogs = Render<MudDialogProvider>();
        _ = Render<ConfirmDialog>(parameters => parameters
            .Add(part => part.Title, "End Big button?").Add(part => part.Action, "End experiment")
            .Add(part => part.Busy, busy).Add(part => part.Errors, errors ?? [])
            .Add(part => part.OnConfirm, () => _confirmed++).Add(part => part.OnCancel, () => _cancelled++)
            .AddChildContent("<p>Everybody gets control again.</p>"));
        return dialogs;
    }
}

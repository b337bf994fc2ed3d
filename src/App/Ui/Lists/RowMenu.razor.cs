using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace ExperimentAdmin.App.Ui.Lists;

/// <summary>
/// The menu of a row. Only its button is there until somebody presses it: a menu of the library keeps some 20 KB for as long as its page is
/// open, and most rows are never asked for theirs.
/// </summary>
public sealed partial class RowMenu
{
    private readonly string _id = ElementIds.New("menu");
    private MudMenu? _menu;
    private MouseEventArgs? _press;
    private bool _isAsked;

    /// <summary>What a screen reader calls the button: "Actions for Bigger checkout button".</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The items of the menu.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    [Inject]
    public required Browser Browser { get; init; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_menu is { } menu && _press is { } press)
        {
            _press = null;
            await menu.OpenMenuAsync(press);
            await Browser.EnterMenuAsync(_id, byKey: press.Detail == 0); // The button that was pressed is gone, and its place has the menu's own.
        }
    }

    private void Ask(MouseEventArgs press) => (_isAsked, _press) = (true, press);
}

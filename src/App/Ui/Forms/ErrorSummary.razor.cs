using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Forms;

/// <summary>
/// All refusals of one attempt to save, each with a link to its field. Takes the focus when it appears. Below what saves, where it
/// moves neither the fields nor the button.
/// </summary>
public sealed partial class ErrorSummary
{
    private readonly string _id = ElementIds.New("errors");
    private FormErrors _focused = FormErrors.None;

    [Parameter, EditorRequired]
    public required FormErrors Errors { get; set; }

    [Parameter]
    public string Title { get; set; } = "This was not saved";

    [Inject]
    public required Browser Browser { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Correcting a field changes the list too; only a new attempt may take the focus away from the typing.
        var isNew = !Errors.IsOfAttempt(_focused);
        _focused = Errors;
        if (isNew && Errors.Any)
        {
            await Browser.FocusAsync(_id);
        }
    }

    private string Here(string field) => $"{Navigation.Uri.Split('#')[0]}#{ElementIds.Field(field)}";
}

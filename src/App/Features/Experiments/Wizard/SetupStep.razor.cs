using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Experiments.Drafts;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Wizard;

/// <summary>The first step of the wizard: what is written about the experiment, and its flag.</summary>
public sealed partial class SetupStep
{
    private ElementReference _form;
    private string? _focus; // What just came in place of what had it.

    [Parameter, EditorRequired]
    public required WizardForm Form { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<WizardForm> FormChanged { get; set; }

    /// <summary>Why the flag of the experiment that this one is a copy of cannot be chosen; null when it can, or is.</summary>
    [Parameter]
    public string? CopiedRefusal { get; set; }

    /// <summary>Whether a flag is made in place of choosing one.</summary>
    [Parameter, EditorRequired]
    public required bool IsMakingFlag { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<bool> IsMakingFlagChanged { get; set; }

    /// <summary>A flag was made; its id.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<int> OnFlagCreated { get; set; }

    [Parameter, EditorRequired]
    public required FormChecks Checks { get; set; }

    /// <summary>A field was left; its name.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<string> OnLeave { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnContinue { get; set; }

    [Inject]
    public required Browser Browser { get; init; }

    /// <summary>The server has what was typed: the browser need not remember it.</summary>
    public Task ForgetAsync() => Browser.ForgetFormAsync(_form);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Browser.RestoreFormAsync(_form);
        }

        if (_focus is { } id)
        {
            _focus = null;
            await Browser.FocusAsync(id);
        }
    }

    private Task MakeFlagAsync(bool isMaking)
    {
        _focus = isMaking ? NewFlagForm.FirstField : FlagChooser.NewButton;
        return IsMakingFlagChanged.InvokeAsync(isMaking);
    }

    private Task CreatedAsync((int FeatureId, string Name) flag)
    {
        _focus = ElementIds.Field("flag");
        return OnFlagCreated.InvokeAsync(flag.FeatureId);
    }

    private Task Entered(WizardEntries entries) => FormChanged.InvokeAsync(Form with { Entries = entries });
}

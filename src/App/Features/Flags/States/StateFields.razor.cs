using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.Core.Flags.Features.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.States;

/// <summary>The inputs for what one scope of a flag serves: enabled, value, and a number box per variant.</summary>
public sealed partial class StateFields
{
    private readonly string _id = ElementIds.New("scope");
    private readonly HashSet<int> _refused = [];

    /// <summary>The scope in a word, for ids that are the same after a reload; without it they differ.</summary>
    [Parameter]
    public string? Scope { get; set; }

    [Parameter, EditorRequired]
    public required StateDraft Draft { get; set; }

    [Parameter, EditorRequired]
    public required FlagValueType Type { get; set; }

    [Parameter, EditorRequired]
    public required FormErrors Errors { get; set; }

    /// <summary>Who is served, for screen readers.</summary>
    [Parameter]
    public string Whom { get; set; } = "everyone";

    /// <summary>The draft was changed.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnChange { get; set; }

    /// <summary>Told whether a box holds something that is no percentage.</summary>
    [Parameter]
    public EventCallback<bool> RefusedChanged { get; set; }

    private Task SetEnabled(bool enabled)
    {
        Draft.Enabled = enabled;
        return OnChange.InvokeAsync();
    }

    private Task SetValue(string? value)
    {
        Draft.Value = value;
        return OnChange.InvokeAsync();
    }

    private Task SetShare(int variantId, BasisPoints share)
    {
        Draft.SetShare(variantId, share);
        return OnChange.InvokeAsync();
    }

    private Task RefuseAsync(int variantId, bool refused)
    {
        _ = refused ? _refused.Add(variantId) : _refused.Remove(variantId);
        return RefusedChanged.InvokeAsync(_refused.Count > 0);
    }
}

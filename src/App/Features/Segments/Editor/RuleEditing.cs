using ExperimentAdmin.App.Shell.Pages.Forms;

namespace ExperimentAdmin.App.Features.Segments.Editor;

/// <summary>What all parts of one rule editor share.</summary>
/// <param name="errors">What was refused, by where it is.</param>
/// <param name="changed">Called after every change with the field that was changed, or null when whole parts came or went.</param>
public sealed class RuleEditing(FormErrors errors, Action<string?> changed)
{
    /// <summary>What was refused, by where it is.</summary>
    public FormErrors Errors { get; set; } = errors;

    /// <summary>The element that gets the focus once it is there; the focus must not get lost with what was removed.</summary>
    public string? FocusNext { get; private set; }

    /// <summary>Tells that somebody changed a field.</summary>
    public void Change(string field) => changed(field);

    /// <summary>Tells that parts came or went, and where the focus goes.</summary>
    public void Rearrange(string focus)
    {
        FocusNext = focus;
        changed(null);
    }

    /// <summary>The element that is due for the focus, once.</summary>
    public string? TakeFocus()
    {
        var next = FocusNext;
        FocusNext = null;
        return next;
    }
}

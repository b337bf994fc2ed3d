namespace ExperimentAdmin.App.Shell.Pages.Forms;

/// <summary>One of several words, as addresses and boxes have them.</summary>
public static class Choice
{
    /// <summary>The choice of this name in any case; null for everything else, numbers among it.</summary>
    public static T? Of<T>(string? word)
        where T : struct, Enum
        => Enum.GetNames<T>().Contains(word, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(word!, ignoreCase: true) : null;
}

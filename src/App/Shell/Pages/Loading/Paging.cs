using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Pages.Loading;

/// <summary>Pages of lists by their address, which has the number as <c>page</c>.</summary>
public static class Paging
{
    /// <summary>A number of an address, from 1; null for what is none, which counts as absent.</summary>
    public static int? Number(string? text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    /// <summary>
    /// Goes to the last page where the address asks for one behind it: its last row went away, or the address is an old one.
    /// </summary>
    /// <returns>Whether it goes; what was read is not to be shown then.</returns>
    public static bool LeavesPastTheEnd<T>(this NavigationManager navigation, Page<T> page)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page is not { Items.Count: 0, Total: > 0 })
        {
            return false;
        }

        navigation.NavigateTo(navigation.GetUriWithQueryParameter("page", page.Count == 1 ? (int?)null : page.Count), replace: true);
        return true;
    }
}

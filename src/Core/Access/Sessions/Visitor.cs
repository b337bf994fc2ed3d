using System.Net;
using System.Net.Sockets;

namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>Where somebody asks from, who may not be signed in yet.</summary>
/// <param name="Address">The address that the request came from; null when there is none.</param>
/// <param name="Host">The name by which they reached this server; null when it is not known.</param>
public sealed record Visitor(IPAddress? Address, string? Host = null)
{
    private const int NetworkBytes = 8;

    /// <summary>The e-mail address of the account that this browser can show it was last signed in to; null when it shows none.</summary>
    public string? KnownAccount { get; init; }

    /// <summary>Nowhere in particular: all who come from there are counted together.</summary>
    public static Visitor Unknown { get; } = new(null, null);

    /// <summary>What attempts are counted by: an address of IPv4, or the /64 of one of IPv6, all of which one subscriber has.</summary>
    public string Network => NetworkOf(Address);

    /// <inheritdoc cref="Network"/>
    public static string NetworkOf(IPAddress? address)
    {
        if (address is null or { AddressFamily: AddressFamily.InterNetwork })
        {
            return $"{address}";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return $"{address.MapToIPv4()}";
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ExperimentAdmin.Core.Evaluation;

namespace ExperimentAdmin.App.Delivery;

/// <summary>
/// The entity tag of an answer: the same for the same flags of the same environment and the same context, however the
/// context was written down.
/// </summary>
internal static class OfrepTag
{
    private const int TagBytes = 16;

    /// <summary>The tag, in quotes.</summary>
    public static string Of(DeliveryCall call, OfrepRequest request)
    {
        using var buffer = new AnswerBuffer();
        Add(buffer, call.Environment.Id);
        Add(buffer, call.Environment.Revision);
        Add(buffer, (long)call.Kind);
        Add(buffer, request.TargetingKey);
        AddInOrder(buffer, request.Traits);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(buffer.Written.Span, hash);
        return $"\"{Convert.ToHexStringLower(hash[..TagBytes])}\"";
    }

    // What is null is as good as not there.
    private static void AddInOrder(AnswerBuffer buffer, Dictionary<string, ContextValue> traits)
    {
        var names = ArrayPool<string>.Shared.Rent(traits.Count);
        traits.Keys.CopyTo(names, 0);
        var ordered = names.AsSpan(0, traits.Count);
        ordered.Sort(string.CompareOrdinal);
        foreach (var name in ordered)
        {
            var value = traits[name];
            if (value.IsSet)
            {
                Add(buffer, name);
                Add(buffer, (long)value.Kind);
                Add(buffer, value.ToText()!);
            }
        }

        ArrayPool<string>.Shared.Return(names, clearArray: true);
    }

    private static void Add(AnswerBuffer buffer, long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(sizeof(long)), number);
        buffer.Advance(sizeof(long));
    }

    // The length goes first: otherwise two texts could be parted elsewhere and look the same.
    private static void Add(AnswerBuffer buffer, string text)
    {
        Add(buffer, text.Length);
        buffer.Write(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}

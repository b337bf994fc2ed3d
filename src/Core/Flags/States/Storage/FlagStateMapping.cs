using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.Versions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Flags.States.Storage;

internal sealed class FlagStateMapping : IEntityTypeConfiguration<FlagStateRow>
{
    public void Configure(EntityTypeBuilder<FlagStateRow> builder)
    {
        builder.ToTable("flag_states");
        builder.HasKey(state => new { state.VersionId, state.ScopeId });
        builder.HasOne<FlagVersion>().WithMany().HasForeignKey(state => state.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<FlagScope>().WithMany().HasForeignKey(state => state.ScopeId).OnDelete(DeleteBehavior.Restrict);
    }
}

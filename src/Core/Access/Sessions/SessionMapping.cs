using ExperimentAdmin.Core.Access.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Access.Sessions;

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.Property(session => session.Hash).HasMaxLength(64);
        builder.Property(session => session.Stamp).HasMaxLength(64);
        builder.Property(session => session.Address).HasMaxLength(Session.AddressMaxLength);
        builder.Property(session => session.UserAgent).HasMaxLength(Session.UserAgentMaxLength);
        builder.HasOne<Person>().WithMany().HasForeignKey(session => session.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
